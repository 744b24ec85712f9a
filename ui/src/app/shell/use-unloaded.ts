import { useQueryClient } from '@tanstack/solid-query'
import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js'
import { isReached } from '../online'

/** What many pages know, whatever they show. */
const common = new Set<unknown>(['session', 'member', 'custom_field', 'counts', 'search'])

/** Whether the page has nothing to show because the server cannot be reached: what it asks for waits, and nothing of it was known. */
export function useUnloaded(): Accessor<boolean> {
  const client = useQueryClient()
  const [unloaded, setUnloaded] = createSignal(false)
  createEffect(() => {
    if (isReached()) return setUnloaded(false)
    const look = () => {
      const own = client
        .getQueryCache()
        .findAll({ type: 'active', predicate: query => !common.has(query.queryKey[0]) })
      setUnloaded(own.length > 0 && own.every(({ state }) => state.data === undefined))
    }
    look()
    onCleanup(client.getQueryCache().subscribe(look))
  })
  return unloaded
}
