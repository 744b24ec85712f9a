import { Dialog as Kobalte } from '@kobalte/core/dialog'
import type { ParentProps } from 'solid-js'
import { dialogFocus, focusOpened } from '../overlay/focus-trail'

/** The drawer over the list on narrow windows, a sheet on phones. */
export const DrawerOver = (props: ParentProps<{ label: string; onClose: () => void }>) => (
  <Kobalte open onOpenChange={open => !open && props.onClose()}>
    <Kobalte.Portal>
      <Kobalte.Overlay class="scrim" />
      <Kobalte.Content
        class="drawer over"
        aria-label={props.label}
        onCloseAutoFocus={dialogFocus.onCloseAutoFocus}
        onOpenAutoFocus={toBody}
      >
        {props.children}
      </Kobalte.Content>
    </Kobalte.Portal>
  </Kobalte>
)

/** Reading begins with the record, not with the way out of it. */
const toBody = focusOpened(drawer =>
  drawer.querySelector<HTMLElement>('.drawer-body')?.focus({ preventScroll: true }),
)
