import type { ParentProps } from 'solid-js'
import { t as common } from '../app/text'
import { Button } from '../parts/button/button'
import { Dialog } from '../parts/overlay/dialog'

/** Shows what was made and is told this once. */
export const ToldOnce = (props: ParentProps<{ title: string; onClose: () => void }>) => (
  <Dialog
    open
    wide
    onClose={props.onClose}
    title={props.title}
    footer={
      <Button size="lg" tone="primary" onClick={() => props.onClose()}>
        {common('close')}
      </Button>
    }
  >
    {props.children}
  </Dialog>
)
