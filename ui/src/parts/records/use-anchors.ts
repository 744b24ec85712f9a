import { useQuery, useQueryClient } from '@tanstack/solid-query'
import { createEffect, createSignal, on, onCleanup } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../../app/api'
import { gather } from '../../app/gather'
import type { RecordKind } from './kind'
import type { ListAsked } from './use-live-rows'

/** How many there are of a long list is counted anew this often at most. */
const recountMs = 10_000

/**
 * Where the pages of a list begin, so that one is read without those before it, and how many records there are. Asked for once that is wanted:
 * a list that is read from its top needs neither. Anchors stay true while records come and go, but each then has more or fewer before it.
 */
export function useAnchors(kind: RecordKind, asked: () => ListAsked) {
  const client = useQueryClient()
  const [wanted, setWanted] = createSignal(false)
  createEffect(on(asked, () => setWanted(false), { defer: true }))
  const key = () => ['anchors', kind.entity, asked()]
  const ask = () => ({
    queryKey: key(),
    queryFn: ({ signal }: { signal: AbortSignal }) => {
      const { deleted, ...question } = asked()
      return api.get('/crm/anchors', {
        query: { area: kind.area, ...question, deleted: deleted ? 'true' : undefined },
        signal,
      })
    },
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false as const,
    refetchOnReconnect: false as const,
  })
  const query = useQuery(() => ({ ...ask(), enabled: !isServer && wanted() }))
  const recounting = gather<true>(recountMs, () => void client.invalidateQueries({ queryKey: key() }))
  onCleanup(recounting.stop)
  return {
    want: () => setWanted(true),
    total: () => (wanted() && query.isSuccess ? query.data.total : undefined),
    /** As they are now. */
    read: () => client.fetchQuery(ask()),
    /** Records came or went: they are read anew before the next is used. */
    outdated: () => {
      void client.invalidateQueries({ queryKey: key(), refetchType: 'none' })
      if (wanted()) recounting.add(true)
    },
  }
}
export type Anchors = ReturnType<typeof useAnchors>
