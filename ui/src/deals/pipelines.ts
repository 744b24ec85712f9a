import { useQuery } from '@tanstack/solid-query'
import { isServer } from 'solid-js/web'
import { api } from '../app/api'
import { dayOf } from '../app/zone'
import { readBasics } from '../parts/records/basics'
import { cardFields, monthStart, readTotals } from './board.rules'
import { useNow } from './now'

/** So many cards of each column come with the totals; the rest when it is scrolled to. */
const cardsAtFirst = 25

/** All pipelines in their order. */
export const usePipelines = () =>
  useQuery(() => ({
    queryKey: ['pipeline', 'list'],
    queryFn: async () => (await readBasics()).pipelines,
  }))

/** Number of open deals of each of the first ten pipelines, by id; up to 10,000 counted exactly. */
export const useOpenCounts = (ids: () => readonly string[]) =>
  useQuery(() => ({
    queryKey: ['deal', 'open-counts', ids()],
    enabled: !isServer && ids().length > 1,
    queryFn: async ({ signal }) => {
      const asked = ids()
        .slice(0, 10)
        .map(id => [id, { area: 'deals', filter: `pipelineId:eq:${id};status:eq:open` }])
      const { counts } = await api.get('/crm/counts', {
        query: { of: JSON.stringify(Object.fromEntries(asked)) },
        signal,
      })
      return Object.fromEntries(Object.entries(counts).map(([id, { value }]) => [id, value]))
    },
  }))

const totalsKey = (pipelineId: string | undefined, filter: string | undefined, since: string) =>
  ['deal', 'board', pipelineId, filter ?? '', since] as const

/** Stages with the number and the sums of their deals; closed ones of this month. */
export const useTotals = (pipelineId: () => string | undefined, filter: () => string | undefined) => {
  const since = useSince()
  return useQuery(() => ({
    queryKey: totalsKey(pipelineId(), filter(), since()),
    enabled: !isServer && pipelineId() !== undefined,
    queryFn: async ({ signal }) =>
      readTotals(
        await api.get('/crm/pipelines/{id}/board', {
          params: { id: pipelineId() ?? '' },
          query: {
            closedSince: since(),
            filter: filter(),
            cards: cardsAtFirst,
            fields: cardFields.join(','),
          },
          signal,
        }),
      ),
  }))
}

/** First day of the month, also when a month ends while the board is open. */
export function useSince(): () => string {
  const now = useNow()
  return () => monthStart(dayOf(now()))
}
