import { usualRepeats } from '@sextant/db/activities/activities.model'
import type { BodyOf } from '@sextant/edge/app/contract'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import { createEffect, createSignal, Show } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../../app/api'
import { t as frame } from '../../app/text'
import { dayOf, readerZone } from '../../app/zone'
import { FormDialog } from '../form/form-dialog'
import type { Rec } from '../records/kind'
import { createRecordForm, RecordForm } from '../records/record-form'
import { isEqual } from '../records/save-record'
import { useFields } from '../records/use-fields'
import { toast } from '../toast/toast'
import { t } from './activity.text'
import { keysOf } from './activity-forms'
import { activityKind, isActivityKind } from './activity-kind'
import { bodyOfInvitees, type Invitees, inviteesQuery, saveInvitees } from './invitees'
import { InviteesField } from './invitees-field'
import { RepeatField } from './repeat-field'
import { repeatMeeting } from './repeat-meeting'
import { seriesQuery, type Which } from './series'
import { t as words } from './series.text'
import { WhichField } from './which-field'

const abouts = ['ownerId', 'leadId', 'customerId', 'contactId', 'dealId', 'ticketId'] as const

/** Changes an activity: what it says, when it is, what it is about, and who is invited. Import it lazily. */
export function EditActivity(props: { record: Rec; onClose: () => void }) {
  const client = useQueryClient()
  const fields = useFields(activityKind)
  // What the edit began from: others may change it meanwhile.
  const began = props.record
  const kind = isActivityKind(began.kind) ? began.kind : 'note'
  const all = [...new Set([...keysOf[kind], ...abouts])]
  const form = createRecordForm(fields, Object.fromEntries(all.map(key => [key, began[key] ?? null])))
  // What has been held is changed alone.
  const inSeries = kind === 'meeting' && typeof began.seriesId === 'string' && !began.occurredAt
  const [which, setWhich] = createSignal<Which>('one')
  const keys = () => (which() === 'one' ? all : all.filter(key => key !== 'outcome'))
  const series = useQuery(() => ({ ...seriesQuery(began.id), enabled: !isServer && inSeries }))
  const [rule, setRule] = createSignal<string | null>(null)
  const mayRepeat = kind === 'meeting' && !inSeries && !began.seriesId
  const startDay = () => {
    const at = form.value('startsAt')
    return typeof at === 'string' ? dayOf(new Date(at)) : undefined
  }
  const known = useQuery(() => ({ ...inviteesQuery(began.id), enabled: !isServer && kind === 'meeting' }))
  const [invitees, setInvitees] = createSignal<Invitees>()
  createEffect(() => known.isSuccess && setInvitees(now => now ?? known.data))
  /** A repeat that is none of the usual ones stays to be chosen. */
  const options = (key: string) => {
    const { repeats } = began
    return key === 'repeats' && typeof repeats === 'string'
      ? [...new Set([...usualRepeats, repeats])]
      : undefined
  }
  const send = async () => {
    const values = form.values()
    const changed = Object.fromEntries(
      keys()
        .filter(key => !isEqual(values[key] ?? null, began[key] ?? null))
        .map(key => [key, values[key] ?? null]),
    )
    const now = invitees()
    const people = now && known.isSuccess && !isEqual(now, known.data) ? now : undefined
    const name = String(values.name ?? '')
    const meant = which()
    if (meant === 'one') {
      if (Object.keys(changed).length)
        await api.patch('/crm/activities/{id}', changed as BodyOf<'patch', '/crm/activities/{id}'>, {
          params: { id: began.id },
          version: began.version,
        })
      if (people) await saveInvitees(began.id, people)
      const repeats = mayRepeat && startDay() ? rule() : null
      if (repeats) await repeatMeeting(began.id, repeats, readerZone())
      toast(t('edit.saved', { name }))
    } else {
      const anew = rule()
      const {
        changed: n,
        made,
        kept,
      } = await api.patch(
        '/crm/activities/{id}/series',
        {
          which: meant,
          values: changed as BodyOf<'patch', '/crm/activities/{id}/series'>['values'],
          ...(anew && { rule: anew }),
          ...(people && { invitees: bodyOfInvitees(people) }),
        },
        { params: { id: began.id }, version: began.version },
      )
      toast(words('saved.many', { n: n + made, name }))
      if (kept) toast(words('kept.many', { n: kept }))
    }
    for (const entity of ['activity', 'lead', 'customer', 'contact', 'deal'])
      void client.invalidateQueries({ queryKey: [entity] })
    void client.invalidateQueries({ queryKey: ['lists', 'activity'] })
    props.onClose()
  }
  return (
    <FormDialog
      wide
      title={t('edit.title', { name: String(began.name) })}
      action={frame('save')}
      busy={form.busy()}
      onSubmit={() => form.submit(keys(), send)}
      onClose={props.onClose}
    >
      <Show when={inSeries}>
        <WhichField value={which()} onChange={setWhich} />
      </Show>
      <RecordForm kind={activityKind} fields={fields} keys={keys()} form={form} options={options} />
      <Show when={(mayRepeat || which() !== 'one') && startDay()}>
        {day => (
          <Show when={mayRepeat || (series.isSuccess && series.data)}>
            <RepeatField
              value={rule() ?? (series.isSuccess ? series.data.rule : null)}
              day={day()}
              always={!mayRepeat}
              onChange={setRule}
            />
          </Show>
        )}
      </Show>
      <Show when={invitees()}>{now => <InviteesField value={now()} onChange={setInvitees} />}</Show>
    </FormDialog>
  )
}
