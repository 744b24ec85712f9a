import { createSignal } from 'solid-js'
import { FormDialog } from '../form/form-dialog'
import type { Which } from './series'
import { t } from './series.text'
import { WhichField } from './which-field'

/** Asks which meetings of a series are moved or cancelled. Import it lazily. */
export function WhichDialog(props: {
  act: 'move' | 'cancel'
  name: string
  onChoose: (which: Which) => unknown
  onClose: () => void
}) {
  const [which, setWhich] = createSignal<Which>('one')
  const [busy, setBusy] = createSignal(false)
  const submit = async () => {
    setBusy(true)
    try {
      await props.onChoose(which())
    } finally {
      setBusy(false)
    }
  }
  return (
    <FormDialog
      title={t(`${props.act}.title`, { name: props.name })}
      action={t(props.act)}
      tone={props.act === 'cancel' ? 'danger' : 'primary'}
      back={props.act === 'cancel' ? t('keep') : undefined}
      busy={busy()}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <WhichField value={which()} onChange={setWhich} />
      {props.act === 'cancel' && <p class="small muted">{t('cancel.hint')}</p>}
    </FormDialog>
  )
}
