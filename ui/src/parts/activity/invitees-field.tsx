import { useQuery } from '@tanstack/solid-query'
import X from 'lucide-solid/icons/x'
import { createSignal, For, Show } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../../app/api'
import { beside } from '../../app/format'
import { IconButton } from '../button/button'
import { ComboboxField } from '../field/combobox-field'
import { useMembers } from '../records/members'
import { type Invitee, type Invitees, inviteeKey } from './invitees'
import { t } from './invitees.text'
import './invitees.css'

const address = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
const most = 8
const nobody: Invitee = { memberId: null, contactId: null, email: null, name: null }

/** Who is invited: colleagues, contacts, and anybody by an address. Found by typing into one field. */
export function InviteesField(props: { value: Invitees; onChange: (value: Invitees) => void }) {
  let place: HTMLElement | undefined
  const members = useMembers()
  const [words, setWords] = createSignal('')
  // A choice empties the field: it begins anew.
  const [round, setRound] = createSignal(0)
  const contacts = useQuery(() => ({
    queryKey: ['contact', 'choice', words(), 'email'],
    enabled: !isServer && words() !== '',
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      api.get('/crm/contacts', { query: { q: words(), fields: 'id,name,email', limit: most }, signal }),
  }))
  const found = (): Invitee[] => {
    const text = words().trim()
    const folded = text.toLocaleLowerCase()
    const colleagues = members
      .all()
      .filter(({ name }) => name.toLocaleLowerCase().includes(folded))
      .slice(0, most)
      .map(({ id, name }) => ({ ...nobody, memberId: id, name }))
    const known = text && contacts.isSuccess ? contacts.data.results : []
    return [
      ...(address.test(text) ? [{ ...nobody, email: text }] : []),
      ...colleagues,
      ...known.map(({ id, name, email }) => ({
        ...nobody,
        contactId: id,
        name: name ?? null,
        email: email ?? null,
      })),
    ].filter(one => !props.value.some(other => inviteeKey(other) === inviteeKey(one)))
  }
  const label = ({ memberId, contactId, name, email }: Invitee) =>
    memberId
      ? t('member', { name: name ?? '' })
      : contactId
        ? t('contact', { name: beside(name, email) })
        : t('address', { email: email ?? '' })
  const add = (key: string | null) => {
    const one = found().find(invitee => inviteeKey(invitee) === key)
    if (!one) return
    props.onChange([...props.value, one])
    setWords('')
    setRound(round() + 1)
    // Not the field: its open list would lie over what comes after it.
    queueMicrotask(() => place?.querySelector<HTMLElement>('li:last-child button')?.focus())
  }
  return (
    <section ref={place} class="invitees" aria-label={t('label')}>
      <For each={[round()]}>
        {() => (
          <ComboboxField
            label={t('label')}
            hint={t('hint')}
            placeholder={t('placeholder')}
            options={found().map(one => ({ value: inviteeKey(one), label: label(one) }))}
            value={null}
            onChange={add}
            onSearch={setWords}
            busy={contacts.isFetching}
          />
        )}
      </For>
      <Show when={props.value.length}>
        <ul>
          <For each={props.value}>
            {one => (
              <li>
                <bdi class="cut grow">{one.name ?? one.email ?? t('unknown')}</bdi>
                <IconButton
                  tone="ghost"
                  label={t('remove', { name: one.name ?? one.email ?? t('unknown') })}
                  icon={<X class="s" aria-hidden="true" />}
                  onClick={() => props.onChange(props.value.filter(other => other !== one))}
                />
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  )
}
