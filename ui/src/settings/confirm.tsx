import { createSignal } from 'solid-js'
import { explain } from '../app/explain'
import { t as common } from '../app/text'
import { Button } from '../parts/button/button'
import { Dialog } from '../parts/overlay/dialog'
import { Notice } from '../parts/panel/card'

/** Asks before an act that cannot be undone. A refusal is told inside; `act` closes it by resolving. */
export function Confirm(props: {
  title: string
  why: string
  verb: string
  act: () => Promise<void>
  onClose: () => void
}) {
  const [busy, setBusy] = createSignal(false)
  const [refusal, setRefusal] = createSignal<string>()
  const go = async () => {
    setBusy(true)
    setRefusal(undefined)
    try {
      await props.act()
      props.onClose()
    } catch (error) {
      setBusy(false)
      setRefusal(explain(error))
    }
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={props.title}
      footer={
        <>
          <Button size="lg" onClick={() => props.onClose()}>
            {common('cancel')}
          </Button>
          <Button size="lg" tone="danger" busy={busy()} onClick={() => void go()}>
            {props.verb}
          </Button>
        </>
      }
    >
      {refusal() ? (
        <div role="alert">
          <Notice tone="neg">{refusal()}</Notice>
        </div>
      ) : null}
      <p>{props.why}</p>
    </Dialog>
  )
}
