import { type Accessor, createEffect, createMemo, createSignal, onCleanup } from 'solid-js'

const longMs = 15_000

/** True once something has been waited for longer than one would expect. The wait begins anew with each `progress`, a figure or word. */
export function useLongWait(
  isWaiting: () => boolean,
  progress: () => string | number | undefined = () => undefined,
): Accessor<boolean> {
  const [late, setLate] = createSignal(false)
  // The same figure told again, as each look at the server does, is no progress.
  const waiting = createMemo(isWaiting)
  const reached = createMemo(progress)
  createEffect(() => {
    reached()
    setLate(false)
    if (!waiting()) return
    const timer = setTimeout(() => setLate(true), longMs)
    onCleanup(() => clearTimeout(timer))
  })
  return late
}
