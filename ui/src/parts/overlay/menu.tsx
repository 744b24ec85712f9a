import { createSignal, type JSX, lazy, Show, Suspense } from 'solid-js'

export interface MenuAction {
  label: string
  icon?: JSX.Element
  /** Its key, such as “C”. */
  key?: string
  danger?: boolean
  /** Why it cannot be chosen now. */
  disabled?: string | false
  onSelect: () => void
}
export interface MenuChoice {
  /** Heading of a group of which one is chosen. */
  choice: string
  options: readonly { value: string; label: string }[]
  value: string
  onChange: (value: string) => void
}
export type MenuItem = MenuAction | MenuChoice | 'separator'

export interface MenuProps {
  items: readonly MenuItem[]
  /** Content of the trigger button. */
  trigger: JSX.Element
  /** Needed where the trigger is an icon only. */
  label?: string
  class?: string
  placement?: 'bottom-start' | 'bottom-end' | 'top-start' | 'top-end' | 'right-start'
}

const load = () => import('./menu-open')
const MenuOpen = lazy(() => load().then(module => ({ default: module.MenuOpen })))

/** A button that opens a menu. What the menu is made of is loaded when the pointer or focus first gets near. */
export function Menu(props: MenuProps) {
  const [wanted, setWanted] = createSignal(false)
  const Closed = () => (
    <button
      type="button"
      class={props.class ?? 'btn'}
      aria-haspopup="menu"
      aria-expanded="false"
      aria-label={props.label}
      data-tip={props.label}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => setWanted(true)}
      onKeyDown={event => {
        if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
          event.preventDefault()
          setWanted(true)
        }
      }}
    >
      {props.trigger}
    </button>
  )
  return (
    <Show when={wanted()} fallback={<Closed />}>
      <Suspense fallback={<Closed />}>
        <MenuOpen {...props} />
      </Suspense>
    </Show>
  )
}
