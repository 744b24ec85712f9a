import { api } from '../../app/api'
import type { RecordKind } from './kind'
import type { ListState } from './list-state'
import type { RecordPage } from './record-cache'

const most = 10_000

/**
 * Ids of everything that a list matches, also of what it has not loaded: what a bulk verb on all of it works on. At most 10,000, so
 * that a slip of the hand stays within reach of Undo.
 */
export async function allIds(
  kind: RecordKind,
  state: Pick<ListState, 'asked' | 'q' | 'view'>,
): Promise<string[]> {
  const ids: string[] = []
  let after: string | undefined
  do {
    const page: RecordPage = await api.get(`/crm/${kind.area}`, {
      query: {
        filter: state.asked() || undefined,
        q: state.q() || undefined,
        deleted: state.view().deleted || undefined,
        fields: 'id',
        limit: 200,
        after,
      },
    })
    ids.push(...page.results.map(({ id }) => id))
    after = page.paging?.next.after
  } while (after && ids.length < most)
  return ids.slice(0, most)
}
