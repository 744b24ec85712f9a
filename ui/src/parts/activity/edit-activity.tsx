import { usualRepeats } from '@sextant/db/activities/activities.model'
import type { BodyOf } from '@sextant/edge/app/contract'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import { createEffect, createSignal, Show } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../../app/api'
import { t as frame } from '../../app/text'
import { FormDialog } from '../form/form-dialog'
import type { Rec } from '../records/kind'
import { createRecordForm, RecordForm } from '../records/record-form'
import { isEqual } from '../records/save-record'
import { useFields } from '../records/use-fields'
import { toast } from '../toast/toast'
import { t } from './activity.text'
import { keysOf } from './activity-forms'
import { activityKind, isActivityKind } from './activity-kind'
import { type Invitees, inviteesQuery, saveInvitees } from './invitees'
import { InviteesField } from './invitees-field'

const abouts = ['ownerId', 'leadId', 'customerId', 'contactId', 'dealId', 'ticketId'] as const

/** Changes an activity: what it says, when it is, what it is about, and who is invited. Import it lazily. */
export function EditActivity(props: { record: Rec; onClose: () => void }) {
  const client = useQueryClient()
  const fields = useFields(activityKind)
  // What the edit began from: others may change it meanwhile.
  const began = props.record
  const kind = isActivityKind(began.kind) ? began.kind : 'note'
  const keys = [...new Set([...keysOf[kind], ...abouts])]
  const form = createRecordForm(fields, Object.fromEntries(keys.map(key => [key, began[key] ?? null])))
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
      keys
        .filter(key => !isEqual(values[key] ?? null, began[key] ?? null))
        .map(key => [key, values[key] ?? null]),
    )
    if (Object.keys(changed).length)
      await api.patch('/crm/activities/{id}', changed as BodyOf<'patch', '/crm/activities/{id}'>, {
        params: { id: began.id },
        version: began.version,
      })
    const now = invitees()
    if (now && known.isSuccess && !isEqual(now, known.data)) await saveInvitees(began.id, now)
    for (const entity of ['activity', 'lead', 'customer', 'contact', 'deal'])
      void client.invalidateQueries({ queryKey: [entity] })
    void client.invalidateQueries({ queryKey: ['lists', 'activity'] })
    toast(t('edit.saved', { name: String(values.name ?? '') }))
    props.onClose()
  }
  return (
    <FormDialog
      wide
      title={t('edit.title', { name: String(began.name) })}
      action={frame('save')}
      busy={form.busy()}
      onSubmit={() => form.submit(keys, send)}
      onClose={props.onClose}
    >
      <RecordForm kind={activityKind} fields={fields} keys={keys} form={form} options={options} />
      <Show when={invitees()}>{now => <InviteesField value={now()} onChange={setInvitees} />}</Show>
    </FormDialog>
  )
}
