import { Dialog as Kobalte } from '@kobalte/core/dialog'
import X from 'lucide-solid/icons/x'
import { type JSX, type ParentProps, Show } from 'solid-js'
import { t } from '../../app/text'
import { IconButton } from '../button/button'
import { Form } from '../form/form'
import { dialogFocus } from './focus-trail'

/** Asks only where undo cannot help or many records change. Import it lazily: it is not part of the first load. */
export function Dialog(
  props: ParentProps<{
    open: boolean
    onClose: () => void
    title: string
    /** Buttons, the primary one last. */
    footer?: JSX.Element
    wide?: boolean
    /** Wraps body and footer in a form; Enter in a field submits. */
    onSubmit?: () => unknown
  }>,
) {
  const content = () => (
    <>
      <div class="dialog-body">{props.children}</div>
      <Show when={props.footer}>
        <footer>{props.footer}</footer>
      </Show>
    </>
  )
  return (
    <Kobalte open={props.open} onOpenChange={open => !open && props.onClose()}>
      <Kobalte.Portal>
        <Kobalte.Overlay class="scrim top" />
        <div class="dialog-place">
          <Kobalte.Content class="dialog" classList={{ wide: props.wide }} tabIndex={-1} {...dialogFocus}>
            <header>
              <Kobalte.Title as="h2">{props.title}</Kobalte.Title>
              <IconButton
                label={t('dialog.close')}
                icon={<X aria-hidden="true" />}
                onClick={() => props.onClose()}
              />
            </header>
            <Show when={props.onSubmit} fallback={content()}>
              <Form class="contents" onSubmit={() => props.onSubmit?.()}>
                {content()}
              </Form>
            </Show>
          </Kobalte.Content>
        </div>
      </Kobalte.Portal>
    </Kobalte>
  )
}
