import { Button } from '../parts/button/button'
import { Dialog } from '../parts/overlay/dialog'

/** Asks once before many records change. */
export const AskDialog = (props: {
  title: string
  why: string
  keep: string
  act: string
  busy: boolean
  onAct: () => void
  onClose: () => void
}) => (
  <Dialog
    open
    title={props.title}
    onClose={props.onClose}
    footer={
      <>
        <Button size="lg" onClick={() => props.onClose()}>
          {props.keep}
        </Button>
        <Button size="lg" tone="primary" busy={props.busy} onClick={() => props.onAct()}>
          {props.act}
        </Button>
      </>
    }
  >
    <p>{props.why}</p>
  </Dialog>
)
