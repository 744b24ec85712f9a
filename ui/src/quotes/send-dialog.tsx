import type { QuoteSheet } from '@sextant/db/quotes/quote-sheet.model'
import type { Quote } from '@sextant/db/quotes/quotes.model'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import Plus from 'lucide-solid/icons/plus'
import Trash from 'lucide-solid/icons/trash'
import { createEffect, createSignal, Index, on, Show } from 'solid-js'
import { createStore, produce } from 'solid-js/store'
import { api } from '../app/api'
import { Button, IconButton } from '../parts/button/button'
import { Checkbox } from '../parts/field/checkbox'
import { TextAreaField, TextField } from '../parts/field/text-field'
import { FormDialog } from '../parts/form/form-dialog'
import { createSending } from '../parts/form/sending'
import { toast } from '../parts/toast/toast'
import { t } from './quotes.text'

const most = 20

/** Sends the version that is being written: for whom, a link each. What was looked at is what is sent, or nothing. */
export function SendDialog(props: { quote: Quote; sheet: QuoteSheet; onClose: () => void }) {
  const client = useQueryClient()
  const sending = createSending()
  const document = () => props.sheet.versions[0]?.document
  const [people, setPeople] = createStore([
    { name: document()?.customer.contactName ?? document()?.customer.name ?? '', email: '' },
  ])
  const [byMail, setByMail] = createSignal(true)
  const [message, setMessage] = createSignal('')
  const contact = useQuery(() => ({
    queryKey: ['contact', 'record', props.quote.contactId],
    enabled: props.quote.contactId !== null,
    queryFn: ({ signal }) =>
      api.get('/crm/contacts/{id}', { params: { id: props.quote.contactId ?? '' }, signal }),
  }))
  createEffect(
    on(
      () => contact.data?.email,
      email => {
        if (email && !people[0]?.email) setPeople(0, 'email', email)
      },
    ),
  )
  const add = () => setPeople(people.length, { name: '', email: '' })
  const remove = (at: number) => setPeople(produce(all => void all.splice(at, 1)))
  const send = async () => {
    if (
      sending.refuse(
        Object.fromEntries(people.map(({ name }, at) => [`${at}`, !name.trim() && t('send.missing')])),
      )
    )
      return
    const recipients = people.map(({ name, email }) => ({ name: name.trim(), email: email.trim() || null }))
    const sent = await sending.send(() =>
      api.post(
        '/crm/quotes/{id}/send',
        {
          recipients,
          dealVersion: props.sheet.dealVersion,
          mail: byMail() ? { message: message().trim() || null } : null,
        },
        { params: { id: props.quote.id }, version: props.quote.version },
      ),
    )
    if (!sent) return
    void client.invalidateQueries({ queryKey: ['quote'] })
    toast(t('sent', { number: sent.number ?? '' }))
    props.onClose()
  }
  const version = () => props.quote.newestVersion
  return (
    <FormDialog
      title={t('send.title', { version: version() })}
      action={t('send', { version: version() })}
      busy={sending.busy()}
      problem={sending.problem([])}
      onSubmit={send}
      onClose={props.onClose}
    >
      <p class="muted">{t('send.why')}</p>
      <Show when={props.quote.sentVersion}>
        {before => <p class="muted mt-2">{t('send.replaces', { version: before() })}</p>}
      </Show>
      <div class="stack gap-3 mt-3">
        <Index each={people}>
          {(person, at) => (
            <fieldset class="quote-person" aria-label={t('send.person', { n: at + 1 })}>
              <TextField
                label={t('send.name')}
                value={person().name}
                error={sending.error(`${at}`)}
                onChange={value => {
                  setPeople(at, 'name', value)
                  sending.clear(`${at}`)
                }}
              />
              <TextField
                label={t('send.email')}
                hint={t('send.email.hint')}
                type="email"
                value={person().email}
                onChange={value => setPeople(at, 'email', value)}
              />
              <Show when={people.length > 1}>
                <IconButton
                  label={t('send.remove', { n: at + 1 })}
                  icon={<Trash aria-hidden="true" />}
                  onClick={() => remove(at)}
                />
              </Show>
            </fieldset>
          )}
        </Index>
        <Show when={people.length < most}>
          <div>
            <Button icon={<Plus class="s" aria-hidden="true" />} onClick={add}>
              {t('send.add')}
            </Button>
          </div>
        </Show>
        <Checkbox label={t('send.mail')} hint={t('send.mail.hint')} checked={byMail()} onChange={setByMail} />
        <Show when={byMail()}>
          <TextAreaField label={t('send.message')} optional value={message()} onChange={setMessage} />
        </Show>
      </div>
    </FormDialog>
  )
}
