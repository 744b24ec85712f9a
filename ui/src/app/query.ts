import { QueryClient } from '@tanstack/solid-query'
import { isServer } from 'solid-js/web'
import { Problem } from './problem'

/**
 * Keys begin with the kind of record: `['lead', 'list', params]`, `['lead', 'record', id]`, `['lead', 'events', id]`.
 * So one live event about a lead refreshes whatever shows leads. Old data stays on the screen while it refreshes.
 */
export const makeQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        // Pages are rendered without data: nothing is fetched on the server. Say `enabled: !isServer && …` where you set it.
        enabled: !isServer,
        staleTime: 15_000,
        gcTime: 10 * 60_000,
        // The api client has already tried again what is worth trying.
        retry: false,
        refetchOnWindowFocus: error => !(error.state.error instanceof Problem),
      },
      mutations: { retry: false },
    },
  })
