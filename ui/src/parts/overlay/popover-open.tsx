import { Popover as Kobalte } from '@kobalte/core/popover'
import { createSignal, onMount } from 'solid-js'
import { returnsFocus } from './focus-trail'
import type { PopoverProps } from './popover'
import { portalRegion } from './portal-region'

export function PopoverOpen(props: PopoverProps) {
  const [open, setOpen] = createSignal(false)
  // Opened after the trigger is in the page, so that it has a place to be anchored to.
  onMount(() => setOpen(true))
  return (
    <Kobalte open={open()} onOpenChange={setOpen} placement={props.placement ?? 'bottom-start'} gutter={4}>
      <Kobalte.Trigger
        class={props.class ?? 'btn'}
        aria-label={props.label}
        data-tip={props.tip ? props.label : undefined}
      >
        {props.trigger}
      </Kobalte.Trigger>
      <Kobalte.Portal ref={portalRegion(() => props.label)}>
        <Kobalte.Content class="popover" aria-label={props.label} {...returnsFocus}>
          {props.children(() => setOpen(false))}
        </Kobalte.Content>
      </Kobalte.Portal>
    </Kobalte>
  )
}
