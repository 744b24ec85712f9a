import { type LeadStatus, leadStatuses } from '@sextant/db/leads/leads.model'
import { createResource, createSignal, Show } from 'solid-js'
import { t as frame } from '../app/text'
import { FormDialog } from '../parts/form/form-dialog'
import { FieldControl } from '../parts/records/field-control'
import type { RecordScreen } from '../parts/records/use-record-screen'
import { leadKind } from './lead-kind'
import { t } from './leads.text'

const byHand: readonly LeadStatus[] = leadStatuses.filter(status => status !== 'converted')

/** Asks for the owner or status of many leads, or once more before many are archived. Says the number first. */
export function BulkDialog(props: {
  what: 'assign' | 'status' | 'archive'
  screen: RecordScreen
  onClose: () => void
}) {
  const { selection, writes, fields } = props.screen
  const [ids] = createResource(() => props.screen.selectedIds())
  const [value, setValue] = createSignal<unknown>(null)
  const [error, setError] = createSignal<string>()
  const [busy, setBusy] = createSignal(false)
  const count = () => (ids.state === 'ready' ? ids().length : selection.count())
  const key = () => (props.what === 'assign' ? 'ownerId' : 'status')
  const apply = async () => {
    if (ids.state !== 'ready') return
    if (props.what !== 'archive' && value() === null) return setError(frame('field.required'))
    setBusy(true)
    const chosen = ids()
    if (props.what === 'archive') await writes.archive(chosen, n => t('archived', { n }))
    else await writes.saveMany(chosen, { [key()]: value() }, n => t('changed', { n }))
    selection.clear()
    props.onClose()
  }
  return (
    <FormDialog
      title={t(`bulk.${props.what}.title`, { n: count() })}
      action={t(`bulk.${props.what}.action`, { n: count() })}
      busy={busy() || ids.loading}
      onSubmit={apply}
      onClose={props.onClose}
    >
      <Show when={props.what !== 'archive' && fields.field(key())} fallback={<p>{t('bulk.archive.why')}</p>}>
        {info => (
          <FieldControl
            kind={leadKind}
            info={info()}
            value={value()}
            onChange={next => {
              setValue(next)
              setError(undefined)
            }}
            error={error()}
            currency="EUR"
            options={props.what === 'status' ? byHand : undefined}
          />
        )}
      </Show>
    </FormDialog>
  )
}
