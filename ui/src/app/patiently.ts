import { createSignal } from 'solid-js'
import { isReached, tellUnanswered } from './online'

const [awaited, setAwaited] = createSignal(0)

/** How many parts of the program cannot be loaded until the server is reached. */
export { awaited }

/**
 * Loads a part of the program. Where the server cannot be reached it waits until it can be, instead of failing for good. The build puts it around
 * every `import()` of the browser (`ui/patient-imports.ts`).
 *
 * @public
 */
export async function patiently<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch (error) {
    if (!navigator.onLine || !isReached() || !(await isThere())) {
      await untilReached()
      styleAnew()
    } else if (error instanceof SyntaxError) throw error
    return load()
  }
}

const isThere = () =>
  fetch('/healthz', { cache: 'no-store' }).then(
    ({ status }) => status < 502,
    () => false,
  )

async function untilReached() {
  tellUnanswered()
  setAwaited(n => n + 1)
  while (!isReached()) await new Promise(resolve => setTimeout(resolve, 300))
  setAwaited(n => n - 1)
}

/** A style sheet that could not be loaded is not asked for again by itself. */
function styleAnew() {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]'))
    if (!link.sheet) link.replaceWith(link.cloneNode())
}
