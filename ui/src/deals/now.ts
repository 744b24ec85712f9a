import { createSignal, onCleanup, onMount } from 'solid-js'

const everyMs = 60_000

/** The time, moving on once a minute. */
export function useNow(): () => Date {
  const [now, setNow] = createSignal(new Date())
  onMount(() => {
    const timer = setInterval(() => setNow(new Date()), everyMs)
    onCleanup(() => clearInterval(timer))
  })
  return now
}
