import type { RecordName } from '@sextant/db/core/areas.model'
import { type Share, type ShareLevel, shareLevels } from '@sextant/db/records/share.model'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import { For, Show } from 'solid-js'
import { api } from '../../app/api'
import { explain } from '../../app/explain'
import { format } from '../../app/format'
import { Button } from '../button/button'
import { Avatar } from '../chip/avatar'
import { ComboboxField } from '../field/combobox-field'
import { DateField } from '../field/date-field'
import { SelectField } from '../field/select-field'
import { createForm } from '../form/create-form'
import { Form, FormProblem } from '../form/form'
import { Dialog } from '../overlay/dialog'
import { Loaded } from '../state/loaded'
import { toast, toastRefusal } from '../toast/toast'
import { useMembers } from './members'
import { t } from './share.text'
import { sharingQuery } from './use-may'
import { setWatching } from './watching'
import './share.css'

interface Asked {
  entity: RecordName
  id: string
}

/** Who has a record beside its owner, until when, with a way to end it and to share it with another; and who watches it. Import it lazily. */
export function ShareDialog(props: Asked & { name: string; ownerId: string | null; onClose: () => void }) {
  const client = useQueryClient()
  const members = useMembers()
  const query = useQuery(() => sharingQuery(props.entity, props.id))
  const refresh = () => client.invalidateQueries({ queryKey: [props.entity, 'sharing', props.id] })
  const owner = () => members.nameOf(props.ownerId)
  const end = async (share: Share) => {
    const name = share.name ?? t('gone')
    try {
      await api.delete('/crm/shares/{id}', { params: { id: share.id } })
      await refresh()
      toast(t('ended', { name }))
    } catch (error) {
      toastRefusal(t('kept', { name }), explain(error))
    }
  }
  const watch = async (watching: boolean) => {
    try {
      await setWatching(client, props.entity, props.id, watching)
    } catch (error) {
      toastRefusal(t('failedWatch'), explain(error))
    }
  }
  return (
    <Dialog open title={t('title', { name: props.name })} onClose={props.onClose}>
      <Loaded query={query} failed={t('failed')}>
        {data => (
          <div class="stack gap-4">
            <p>
              <Show when={props.ownerId} fallback={t('owner.none')}>
                {t('owner', { name: owner() ?? t('gone') })}
              </Show>
            </p>
            <section class="stack gap-2" aria-label={t('label')}>
              <p class="small text-muted">{data().shares.length ? t('why') : t('none')}</p>
              <ul class="shares">
                <For each={data().shares}>
                  {share => (
                    <SharedWith share={share} mayEnd={data().mayShare} onEnd={() => void end(share)} />
                  )}
                </For>
              </ul>
            </section>
            <Show
              when={data().mayShare}
              fallback={<Show when={data().mine}>{<p class="small text-muted">{t('borrowed')}</p>}</Show>}
            >
              <NewShare entity={props.entity} id={props.id} onMade={refresh} />
            </Show>
            <section class="watchers" aria-label={t('watching')}>
              <p class="grow">
                <span class="text-muted">{t('watching')}: </span>
                <Show when={data().watchers.length} fallback={t('watching.none')}>
                  {format.list(data().watchers.map(({ name }) => name))}
                </Show>
              </p>
              <Button onClick={() => void watch(!data().watching)}>
                {t(data().watching ? 'unwatch' : 'watch')}
              </Button>
            </section>
          </div>
        )}
      </Loaded>
    </Dialog>
  )
}

function SharedWith(props: { share: Share; mayEnd: boolean; onEnd: () => void }) {
  const name = () => props.share.name ?? t('gone')
  return (
    <li>
      <Show when={props.share.memberId} fallback={<span class="small text-muted">{t('team')}</span>}>
        {id => <Avatar name={name()} id={id()} size="m" />}
      </Show>
      <div class="stack grow gap-0">
        <bdi class="font-medium">{name()}</bdi>
        <span class="small text-muted">
          {t(props.share.level)}
          <Show when={props.share.endsAt}>
            {at => ` · ${t('until', { when: format.date(lastDay(at())) })}`}
          </Show>
        </span>
      </div>
      <Show when={props.mayEnd}>
        <Button aria-label={t('end.name', { name: name() })} onClick={() => props.onEnd()}>
          {t('end')}
        </Button>
      </Show>
    </li>
  )
}

/** The day that ends at the moment from which it holds no more. */
const lastDay = (endsAt: string): string => new Date(Date.parse(endsAt) - 1).toISOString()

function NewShare(props: Asked & { onMade: () => Promise<void> }) {
  const members = useMembers()
  const teams = useQuery(() => ({
    queryKey: ['team', 'all'],
    queryFn: ({ signal }) => api.get('/crm/teams', { signal }),
  }))
  const form = createForm({ whom: '', level: 'read', until: '' }, `share ${props.entity} ${props.id}`)
  const options = () => [
    ...(teams.data?.results ?? []).map(({ id, name }) => ({
      value: `team ${id}`,
      label: `${t('team')}: ${name}`,
    })),
    ...members.all().map(({ id, name }) => ({ value: `member ${id}`, label: name })),
  ]
  const level = (): ShareLevel => shareLevels.find(one => one === form.value('level')) ?? 'read'
  const make = async () => {
    const [kind, id] = form.value('whom').split(' ')
    const made = await form.submit(
      () => ({ whom: !id && t('with.missing') }),
      () =>
        api.post('/crm/shares', {
          entity: props.entity,
          recordId: props.id,
          ...(kind === 'team' ? { teamId: id } : { memberId: id }),
          level: level(),
          until: form.value('until') || null,
        }),
    )
    if (!made) return
    form.set('whom')('')
    await props.onMade()
    toast(t('made', { name: made.name ?? '' }))
  }
  return (
    <Form class="new-share" onSubmit={make}>
      <FormProblem text={form.problem()} />
      <ComboboxField
        label={t('with')}
        hint={t('with.hint')}
        options={options()}
        value={form.value('whom') || null}
        error={form.error('whom')}
        onChange={value => form.set('whom')(value ?? '')}
      />
      <SelectField
        label={t('level')}
        options={shareLevels.map(value => ({ value, label: t(value) }))}
        value={form.value('level')}
        onChange={value => form.set('level')(value ?? 'read')}
      />
      <DateField
        label={t('until.label')}
        hint={t('until.hint')}
        value={form.value('until') || null}
        error={form.error('until')}
        onChange={value => form.set('until')(value ?? '')}
      />
      <div>
        <Button type="submit" tone="primary" size="lg" busy={form.busy()}>
          {t('make')}
        </Button>
      </div>
    </Form>
  )
}
