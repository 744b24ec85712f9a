import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js'

const longMs = 15_000

/** True once something has been so for longer than one would expect. */
export function useLongWait(isWaiting: () => boolean): Accessor<boolean> {
  const [late, setLate] = createSignal(false)
  createEffect(() => {
    setLate(false)
    if (!isWaiting()) return
    const timer = setTimeout(() => setLate(true), longMs)
    onCleanup(() => clearTimeout(timer))
  })
  return late
}
