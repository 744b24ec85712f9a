import { type Accessor, createSignal, onCleanup, onMount, sharedConfig } from 'solid-js'
import { isServer } from 'solid-js/web'

/**
 * Whether a media query holds. While a component is being hydrated it is false, as on the server: Solid does not mend what
 * differs between the two first pictures.
 */
export function useMedia(query: string): Accessor<boolean> {
  const ready = !isServer && !sharedConfig.context
  const [holds, setHolds] = createSignal(ready && matchMedia(query).matches)
  onMount(() => {
    const media = matchMedia(query)
    const update = () => setHolds(media.matches)
    update()
    media.addEventListener('change', update)
    onCleanup(() => media.removeEventListener('change', update))
  })
  return holds
}

export const useIsPhone = () => useMedia('(max-width: 719px)')
