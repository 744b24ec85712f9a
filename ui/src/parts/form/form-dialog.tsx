import type { ParentProps } from 'solid-js'
import { t } from '../../app/text'
import { Button } from '../button/button'
import { Dialog } from '../overlay/dialog'
import { FormProblem } from './form'

/** A dialog that asks for something, or only whether to: its fields, what is wrong as a whole, a way back and the act. Import it lazily. */
export const FormDialog = (
  props: ParentProps<{
    title: string
    /** What the button of the act says. */
    action: string
    tone?: 'primary' | 'danger'
    /** What the way back says, where “Cancel” could be taken for the act. */
    back?: string
    wide?: boolean
    busy?: boolean
    problem?: string
    onSubmit: () => unknown
    onClose: () => void
  }>,
) => (
  <Dialog
    open
    wide={props.wide}
    title={props.title}
    onClose={props.onClose}
    onSubmit={props.onSubmit}
    footer={
      <>
        <Button size="lg" onClick={() => props.onClose()}>
          {props.back ?? t('cancel')}
        </Button>
        <Button size="lg" tone={props.tone ?? 'primary'} type="submit" busy={props.busy}>
          {props.action}
        </Button>
      </>
    }
  >
    <FormProblem text={props.problem} />
    {props.children}
  </Dialog>
)
