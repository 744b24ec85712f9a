import { createSignal, onCleanup, onMount } from 'solid-js'

const stirs = ['pointermove', 'pointerdown', 'touchstart', 'wheel', 'keydown'] as const

/**
 * Whether a reader is at an element: it has come into sight, and somebody has stirred since. What only they need is not asked for by a page
 * that was opened and that nobody looks at.
 */
export function whenNear(element: () => Element | undefined): () => boolean {
  const [inSight, setInSight] = createSignal(false)
  const [stirred, setStirred] = createSignal(false)
  onMount(() => {
    const observed = element()
    if (!observed) return
    const ended = new AbortController()
    const observer = new IntersectionObserver(seen => {
      if (!seen.some(({ isIntersecting }) => isIntersecting)) return
      setInSight(true)
      observer.disconnect()
    })
    observer.observe(observed)
    for (const stir of stirs)
      addEventListener(stir, () => setStirred(true), { once: true, passive: true, signal: ended.signal })
    onCleanup(() => {
      observer.disconnect()
      ended.abort()
    })
  })
  return () => inSight() && stirred()
}
