import { createSignal, onMount, type ParentProps } from 'solid-js'

/** A key on the keyboard, such as Esc. */
export const Key = (props: ParentProps) => <kbd class="key">{props.children}</kbd>

/** The key that makes a letter a command: ⌘ on Apple's keyboards, Ctrl on all others. */
export function CommandKey() {
  const [name, setName] = createSignal('⌘')
  onMount(() => {
    if (!/mac|iphone|ipad/i.test(navigator.platform)) setName('Ctrl')
  })
  return <Key>{name()}</Key>
}
