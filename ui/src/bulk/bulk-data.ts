import type { Bulk, BulkAsk } from '@sextant/db/bulk/bulk.model'
import { isUnderWay } from '@sextant/db/bulk/bulk.rules'
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/solid-query'
import { isServer } from 'solid-js/web'
import { api } from '../app/api'
import { explain } from '../app/explain'
import { readBasics } from '../parts/records/basics'
import { listKey } from '../parts/records/record-cache'
import { toastRefusal } from '../parts/toast/toast'
import { t } from './bulk.text'

const pollMs = 1_000

/** Bulk changes that the reader may see, newest first, a page at a time. */
export function useBulks(enabled: () => boolean) {
  return useInfiniteQuery(() => ({
    queryKey: ['bulk', 'list'],
    enabled: !isServer && enabled(),
    queryFn: ({ pageParam, signal }) =>
      api.get('/crm/bulk', { query: { limit: 30, after: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.paging?.next.after,
    refetchInterval: query =>
      query.state.data?.pages.some(page => page.results.some(({ state }) => isUnderWay(state)))
        ? pollMs
        : false,
  }))
}

export function useBulkChange(id: () => string | undefined) {
  return useQuery(() => ({
    queryKey: ['bulk', 'one', id()],
    enabled: !isServer && id() !== undefined,
    queryFn: ({ signal }) => api.get('/crm/bulk/{id}', { params: { id: id() ?? '' }, signal }),
    refetchInterval: query => (query.state.data && isUnderWay(query.state.data.state) ? pollMs : false),
  }))
}

/** The records that stayed as they were. `version` is the change's: an undo adds to them. */
export function useBulkFaults(id: () => string, version: () => number) {
  return useInfiniteQuery(() => ({
    queryKey: ['bulk', 'faults', id(), version()],
    enabled: !isServer,
    queryFn: ({ pageParam, signal }) =>
      api.get('/crm/bulk/{id}/faults', {
        params: { id: id() },
        query: { limit: 50, after: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.paging?.next.after,
  }))
}

/** What the workspace's own fields are called. */
export function useOwnLabels() {
  const query = useQuery(() => ({
    queryKey: ['custom_field', 'labels'],
    enabled: !isServer,
    queryFn: async () => (await readBasics()).fields,
    staleTime: 5 * 60_000,
  }))
  return (entity: string, key: string) =>
    (query.isSuccess ? query.data : []).find(field => field.entity === entity && field.key === key)?.label
}

/** Asks for something to be done with a bulk change, and shows what became of it. */
export function useAskBulk() {
  const client = useQueryClient()
  return async ({ id, entity }: Bulk, ask: BulkAsk): Promise<void> => {
    try {
      await api.post(`/crm/bulk/{id}/${ask}`, undefined, { params: { id }, timeoutMs: 60_000 })
    } catch (error) {
      toastRefusal(t('ask.failed'), explain(error))
    }
    await Promise.all([
      client.invalidateQueries({ queryKey: ['bulk'] }),
      client.invalidateQueries({ queryKey: listKey(entity) }),
      client.invalidateQueries({ queryKey: [entity] }),
    ])
  }
}
