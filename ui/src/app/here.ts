import { type Accessor, createSignal, onMount } from 'solid-js'

/** Whether the page is in its reader's hands: false on the server and while it is being hydrated, for what only the browser draws. */
export function useHere(): Accessor<boolean> {
  const [here, setHere] = createSignal(false)
  onMount(() => setHere(true))
  return here
}
