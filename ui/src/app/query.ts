import { onlineManager, QueryClient } from '@tanstack/solid-query'
import { isServer } from 'solid-js/web'
import { isReached, onReach } from './online'
import { isUnreached, Problem } from './problem'

/**
 * Keys begin with the kind of record: `['lead', 'list', params]`, `['lead', 'record', id]`, `['lead', 'events', id]`.
 * So one live event about a lead refreshes whatever shows leads. Old data stays on the screen while it refreshes.
 */
export function makeQueryClient(): QueryClient {
  // The browser knows of the network only; whether the server answers is seen by what is asked of it.
  onlineManager.setEventListener(setOnline => {
    onReach(setOnline)
    return () => undefined
  })
  return new QueryClient({
    defaultOptions: {
      queries: {
        // Pages are rendered without data: nothing is fetched on the server. Say `enabled: !isServer && …` where you set it.
        enabled: !isServer,
        staleTime: 15_000,
        gcTime: 10 * 60_000,
        // The api client has already tried again what is worth trying. While the server cannot be reached what is on the screen
        // stays, and what is asked for waits until it can be.
        retry: (failed, error) => isUnreached(error) && (failed < 2 || !isReached()),
        refetchOnWindowFocus: error => !(error.state.error instanceof Problem),
      },
      mutations: { retry: false },
    },
  })
}
