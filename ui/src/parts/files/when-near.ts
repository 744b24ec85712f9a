import { createSignal, onCleanup, onMount } from 'solid-js'

/** Whether an element has come near what is in sight: what only a reader who goes there needs is not asked for before. */
export function whenNear(element: () => Element | undefined): () => boolean {
  const [near, setNear] = createSignal(false)
  onMount(() => {
    const observed = element()
    if (!observed) return
    const observer = new IntersectionObserver(seen => {
      if (!seen.some(({ isIntersecting }) => isIntersecting)) return
      setNear(true)
      observer.disconnect()
    })
    observer.observe(observed)
    onCleanup(() => observer.disconnect())
  })
  return near
}
