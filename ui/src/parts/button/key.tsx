import type { ParentProps } from 'solid-js'

/** A key on the keyboard, such as Esc. */
export const Key = (props: ParentProps) => <kbd class="key">{props.children}</kbd>
