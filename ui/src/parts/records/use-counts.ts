import { keepPreviousData, useQuery } from '@tanstack/solid-query'
import { isServer } from 'solid-js/web'
import { api } from '../../app/api'

/** A question that is counted only. */
export interface CountAsked {
  area: string
  filter?: string
  deleted?: boolean
  q?: string
  /** Counted up to here. */
  most?: number
}

/** How many records each question has, by name; one request and one look of the server for all. `entity` is whose changes outdate them. */
export function useCounts(entity: string, asked: () => Readonly<Record<string, CountAsked>>) {
  const query = useQuery(() => {
    const of = asked()
    return {
      queryKey: ['counts', entity, of],
      enabled: !isServer && Object.keys(of).length > 0,
      placeholderData: keepPreviousData,
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        (await api.get('/crm/counts', { query: { of: JSON.stringify(of) }, signal })).counts,
      staleTime: 30_000,
    }
  })
  return (name: string) => (query.isSuccess ? query.data[name] : undefined)
}
