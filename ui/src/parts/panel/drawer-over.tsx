import { Dialog as Kobalte } from '@kobalte/core/dialog'
import type { ParentProps } from 'solid-js'

/** The drawer over the list on narrow windows, a sheet on phones. */
export const DrawerOver = (props: ParentProps<{ label: string; onClose: () => void }>) => (
  <Kobalte open onOpenChange={open => !open && props.onClose()}>
    <Kobalte.Portal>
      <Kobalte.Overlay class="scrim" />
      <Kobalte.Content class="drawer over" aria-label={props.label}>
        {props.children}
      </Kobalte.Content>
    </Kobalte.Portal>
  </Kobalte>
)
