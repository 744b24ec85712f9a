import { api } from '../app/api'

/** Looked at for so long, a page counts as seen: not where a machine has only fetched it, nor in a tab that was never shown. */
const lookedAtMs = 1_500

const counted = new Set<string>()

/** Tells once that the quote was shown to somebody. That it could not be told is no fault of theirs. */
export function countView(token: string) {
  if (counted.has(token)) return
  counted.add(token)
  const tell = () =>
    setTimeout(() => {
      if (document.visibilityState !== 'visible') return wait()
      void api
        .post('/public/quotes/{token}/viewed', {}, { params: { token }, keepOn401: true })
        .catch(() => counted.delete(token))
    }, lookedAtMs)
  const wait = () => {
    if (document.visibilityState === 'visible') return void tell()
    document.addEventListener('visibilitychange', wait, { once: true })
  }
  wait()
}
