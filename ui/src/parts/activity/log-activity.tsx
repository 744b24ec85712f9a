import type { ActivityKind } from '@sextant/db/activities/activities.model'
import { addDays } from '@sextant/db/filter/time.rules'
import type { BodyOf } from '@sextant/edge/app/contract'
import { useQueryClient } from '@tanstack/solid-query'
import { createSignal, For, lazy, Show, Suspense } from 'solid-js'
import { api } from '../../app/api'
import { explain } from '../../app/explain'
import { useSession } from '../../app/session'
import { dayOf, readerZone } from '../../app/zone'
import { Button } from '../button/button'
import { FormDialog } from '../form/form-dialog'
import type { Rec } from '../records/kind'
import { createRecordForm, RecordForm } from '../records/record-form'
import { useFields } from '../records/use-fields'
import { toast, toastRefusal } from '../toast/toast'
import { t } from './activity.text'
import { keysOf, nextHalfHour } from './activity-forms'
import { activityKind } from './activity-kind'
import { type Invitees, saveInvitees } from './invitees'
import { outcomes } from './outcomes'
import { repeatMeeting } from './repeat-meeting'
import './log-offer.css'

const RepeatField = lazy(() => import('./repeat-field').then(module => ({ default: module.RepeatField })))
const InviteesField = lazy(() =>
  import('./invitees-field').then(module => ({ default: module.InviteesField })),
)

/** Notes what was done, or (a task) what is to be done. `about` is `{ leadId }` and the like. Import it lazily. */
export function LogActivity(props: {
  activity: ActivityKind
  /** `{ leadId: '…' }`. */
  about: Readonly<Record<string, string>>
  /** What it is about, in the title. */
  subject?: string
  /** Values to begin with, such as a time that was chosen in the calendar. */
  start?: Readonly<Record<string, unknown>>
  onClose: () => void
  onLogged?: (record: Rec) => void
}) {
  const { session } = useSession()
  const client = useQueryClient()
  const fields = useFields(activityKind)
  const form = createRecordForm(
    fields,
    {
      name: props.activity === 'task' ? null : t(`kind.${props.activity}`),
      direction: props.activity === 'call' || props.activity === 'email' ? 'out' : null,
      occurredAt: props.activity === 'call' || props.activity === 'email' ? new Date().toISOString() : null,
      ...(props.activity === 'meeting' && nextHalfHour(new Date())),
      dueOn: props.activity === 'task' ? tomorrow() : null,
      ownerId: session()?.member.id ?? null,
      ...props.start,
    },
    // Each is about its own record, and each time of the calendar is a beginning of its own.
    props.start ? undefined : [props.activity, ...Object.values(props.about)].join(' '),
  )
  const [invitees, setInvitees] = createSignal<Invitees>([])
  const [rule, setRule] = createSignal<string | null>(null)
  const startDay = () => {
    const at = form.value('startsAt')
    return typeof at === 'string' ? dayOf(new Date(at)) : undefined
  }
  const keys = () => keysOf[props.activity]
  const submit = () => form.submit(keys(), send, props.onClose)
  const send = async (values: Record<string, unknown>) => {
    // Fields by their names, which the server holds against the model.
    const body = { ...values, ...props.about, kind: props.activity } as BodyOf<'post', '/crm/activities'>
    const name = String(values.name ?? '')
    const keep = {
      entity: 'activity',
      name: props.subject ?? name,
      what: `${t(`kind.${props.activity}`)}: ${name}`,
    }
    // People are invited to what is there, and what is there repeats: such a meeting does not wait to be sent.
    const invited = invitees()
    const repeats = startDay() ? rule() : null
    const record = await api.post('/crm/activities', body, invited.length || repeats ? {} : { keep })
    if (invited.length)
      await saveInvitees(record.id, invited).catch(error =>
        toastRefusal(t('invitees.failed', { name }), explain(error)),
      )
    if (repeats)
      await repeatMeeting(record.id, repeats, readerZone()).catch(error =>
        toastRefusal(t('repeats.failed', { name }), explain(error)),
      )
    for (const entity of ['activity', 'lead', 'customer', 'contact', 'deal'])
      void client.invalidateQueries({ queryKey: [entity] })
    toast(t(`logged.${props.activity}`))
    props.onLogged?.(record)
    props.onClose()
  }
  return (
    <FormDialog
      title={props.subject ? `${t(`log.${props.activity}`)}: ${props.subject}` : t(`log.${props.activity}`)}
      action={t(`log.${props.activity}`)}
      busy={form.busy()}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <RecordForm kind={activityKind} fields={fields} keys={keys()} form={form} />
      <Show when={props.activity === 'meeting'}>
        <Suspense>
          <Show when={startDay()}>
            {day => <RepeatField value={rule()} day={day()} onChange={setRule} />}
          </Show>
          <InviteesField value={invitees()} onChange={setInvitees} />
        </Suspense>
      </Show>
      <Show when={props.activity === 'call'}>
        <fieldset class="outcomes" aria-label={t('field.outcome')}>
          <For each={outcomes}>
            {outcome => (
              <Button onClick={() => form.set('outcome', t(`outcome.${outcome}`))}>
                {t(`outcome.${outcome}`)}
              </Button>
            )}
          </For>
        </fieldset>
      </Show>
    </FormDialog>
  )
}

const tomorrow = () => addDays(dayOf(new Date()), 1)
