import { createSignal, type JSX, lazy, Show, Suspense } from 'solid-js'

export interface PopoverProps {
  trigger: JSX.Element
  /** Name of the trigger where it is an icon only, and of the popover. */
  label: string
  class?: string
  /** The trigger is an icon only: its name is its tip. */
  tip?: boolean
  placement?: 'bottom-start' | 'bottom-end' | 'top-start' | 'top-end'
  /** Built each time it opens; `close` closes it. */
  children: (close: () => void) => JSX.Element
}

const load = () => import('./popover-open')
const PopoverOpen = lazy(() => load().then(module => ({ default: module.PopoverOpen })))

/** A button that opens a small panel. The panel's code is loaded when the pointer or focus first gets near. */
export function Popover(props: PopoverProps) {
  const [wanted, setWanted] = createSignal(false)
  const Closed = () => (
    <button
      type="button"
      class={props.class ?? 'btn'}
      aria-haspopup="dialog"
      aria-expanded="false"
      aria-label={props.label}
      data-tip={props.tip ? props.label : undefined}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => setWanted(true)}
    >
      {props.trigger}
    </button>
  )
  return (
    <Show when={wanted()} fallback={<Closed />}>
      <Suspense fallback={<Closed />}>
        <PopoverOpen {...props} />
      </Suspense>
    </Show>
  )
}
