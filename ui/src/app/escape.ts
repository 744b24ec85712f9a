import { onCleanup, onMount } from 'solid-js'

const stack: (() => void)[] = []

/**
 * Esc closes the topmost only: the last one that registered and is still there. Dialogs and menus of Kobalte stop the key
 * by themselves before it gets here.
 */
export function onEscape(close: () => void) {
  onMount(() => {
    stack.push(close)
    if (stack.length === 1) document.addEventListener('keydown', press)
    onCleanup(() => {
      stack.splice(stack.lastIndexOf(close), 1)
      if (!stack.length) document.removeEventListener('keydown', press)
    })
  })
}

function press(event: KeyboardEvent) {
  if (event.key !== 'Escape' || event.defaultPrevented) return
  if (
    document.querySelector('[role="dialog"][data-expanded], [role="menu"], [role="listbox"][data-expanded]')
  )
    return
  event.preventDefault()
  stack.at(-1)?.()
}
