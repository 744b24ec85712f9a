import { createSignal } from 'solid-js'
import { isServer } from 'solid-js/web'

const [isOnline, setOnline] = createSignal(true)

export { isOnline }

if (!isServer && typeof window !== 'undefined') {
  window.addEventListener('online', () => setOnline(true))
  window.addEventListener('offline', () => setOnline(false))
}
