import { useQuery } from '@tanstack/solid-query'
import { isServer } from 'solid-js/web'
import { api } from '../../app/api'
import type { RecordKind } from './kind'
import type { ListState } from './list-state'
import type { RecordListData } from './use-list'

/** How many records a list matches, exactly: counted to the end where somebody is about to change all of them. Undefined until that is known. */
export function useExactTotal(
  kind: RecordKind,
  state: Pick<ListState, 'asked' | 'q' | 'view'>,
  list: Pick<RecordListData, 'total'>,
  wanted: () => boolean,
): () => number | undefined {
  const asked = () => ({
    filter: state.asked() || undefined,
    q: state.q() || undefined,
    deleted: state.view().deleted || undefined,
  })
  const query = useQuery(() => ({
    queryKey: [kind.entity, 'exact total', asked()],
    enabled: !isServer && wanted() && list.total()?.exact === false,
    queryFn: async ({ signal }: { signal: AbortSignal }) =>
      (
        await api.get(`/crm/${kind.area}`, {
          query: { ...asked(), fields: 'id', limit: 1, count: 'exact' },
          signal,
        })
      ).total?.value,
  }))
  return () => {
    const total = list.total()
    return total?.exact ? total.value : query.isSuccess ? query.data : undefined
  }
}
