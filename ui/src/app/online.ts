import { createSignal } from 'solid-js'
import { isServer } from 'solid-js/web'

/** How long until the server is asked again whether it is there; longer each time. */
const firstAgainMs = 2_000
const mostAgainMs = 15_000

const [isReached, setReached] = createSignal(true)
let timer: ReturnType<typeof setTimeout> | undefined
let againMs = firstAgainMs

/** False while no answer comes from the server, be it for the network or for the server. Reads then wait, and go on by themselves. */
export { isReached }

/** A request has had no answer. From now on the server is asked until it is there. */
export function tellUnanswered() {
  if (isServer || !isReached()) return
  setReached(false)
  tell(false)
  againMs = firstAgainMs
  void ask()
}

/** It answers, whatever it says. */
export function tellAnswered() {
  if (isReached()) return
  clearTimeout(timer)
  setReached(true)
  tell(true)
}

async function ask() {
  clearTimeout(timer)
  if (await answers()) return tellAnswered()
  timer = setTimeout(ask, againMs)
  againMs = Math.min(mostAgainMs, againMs * 1.5)
}

async function answers(): Promise<boolean> {
  try {
    const { status } = await fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(5_000) })
    return ![502, 503, 504].includes(status)
  } catch {
    return false
  }
}

let tell: (reached: boolean) => void = () => {}

/** Calls back whenever the server is reached no more, or again. Used once, by whoever asks for data. */
export function onReach(listener: typeof tell) {
  tell = listener
}

// A network is no server: what the browser says of the one is asked of the other.
if (!isServer && typeof window !== 'undefined') {
  window.addEventListener('offline', tellUnanswered)
  window.addEventListener('online', () => isReached() || void ask())
}
