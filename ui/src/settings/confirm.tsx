import { FormDialog } from '../parts/form/form-dialog'
import { createSending } from '../parts/form/sending'

/** Asks before an act that cannot be undone. A refusal is told inside; `act` closes it by resolving. */
export function Confirm(props: {
  title: string
  why: string
  verb: string
  act: () => Promise<void>
  onClose: () => void
}) {
  const sending = createSending()
  const go = async () => {
    const done = await sending.send(async () => {
      await props.act()
      return true
    })
    if (done) props.onClose()
  }
  return (
    <FormDialog
      title={props.title}
      action={props.verb}
      tone="danger"
      busy={sending.busy()}
      problem={sending.problem([])}
      onSubmit={go}
      onClose={props.onClose}
    >
      <p>{props.why}</p>
    </FormDialog>
  )
}
