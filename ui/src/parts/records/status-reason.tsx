import { createSignal } from 'solid-js'
import { TextField } from '../field/text-field'
import { FormDialog } from '../form/form-dialog'
import { t } from './records.text'

/** Why a record goes there; it may be left empty. */
export function StatusReason(props: {
  title: string
  label: string
  onAnswer: (reason: string | null) => void
  onClose: () => void
}) {
  const [reason, setReason] = createSignal('')
  return (
    <FormDialog
      title={props.title}
      action={t('status.reason.action')}
      onSubmit={() => props.onAnswer(reason().trim() || null)}
      onClose={props.onClose}
    >
      <TextField label={props.label} value={reason()} onChange={setReason} maxLength={255} autofocus />
    </FormDialog>
  )
}
