import type { Names } from '@sextant/db/core/page.model'
import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/solid-query'
import { createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../../app/api'
import { gather } from '../../app/gather'
import { onLive } from '../../app/live'
import type { Rec, RecordKind } from './kind'
import { distinct, fieldsAsked, firstOf, newsFor, type RecordNews } from './list-pages.rules'
import type { ListState } from './list-state'
import { listKey, type Pages, patchRecords, type RecordPage } from './record-cache'

const pageSize = 100
/** Changes are gathered this long, so that an import does not ask for each of its rows. */
const gatherMs = 250

/** The rows of a list, page after page, kept fresh by live events. */
export function useRecordList(kind: RecordKind, state: ListState, columns: () => readonly string[]) {
  const client = useQueryClient()
  const fields = createMemo(() => fieldsAsked(kind.always, columns()))
  const asked = createMemo(() => ({
    filter: state.asked() || undefined,
    sort: state.sortText(),
    q: state.q() || undefined,
    deleted: state.view().deleted || undefined,
  }))
  const query = useInfiniteQuery(() => ({
    queryKey: [...listKey(kind.entity), asked(), fields()],
    enabled: !isServer && !state.view().waits,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }): Promise<RecordPage> =>
      api.get(`/crm/${kind.area}`, {
        query: {
          ...asked(),
          fields: fields(),
          limit: pageSize,
          after: pageParam,
          count: pageParam ? undefined : 'estimate',
        },
        signal,
      }),
    getNextPageParam: (last: RecordPage) => last.paging?.next.after,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  }))
  const pages = () => (query.isSuccess ? query.data.pages : [])
  const rows = createMemo(() => distinct(pages().flatMap(page => page.results)))
  const names = createMemo((): Names => Object.assign({}, ...pages().map(page => page.names)))

  // Rows of another question are no rows of this one: only those that answer it are kept while it is asked.
  const [fresh, setFresh] = createSignal<ReadonlySet<string>>(new Set())
  createEffect(on(asked, () => setFresh(new Set<string>()), { defer: true }))

  /** Asks for the first page again and lets the others go. */
  const reload = async () => {
    setFresh(new Set<string>())
    client.setQueriesData<Pages>(
      { queryKey: [...listKey(kind.entity), asked()] },
      data => data && firstOf(data),
    )
    await query.refetch()
  }
  const loaded = createMemo(() => new Set(rows().map(({ id }) => id)))
  const refreshRows = async (ids: readonly string[]) => {
    const { results, names: fetched } = await readRows(kind, ids, fields(), Boolean(state.view().deleted))
    const byId = new Map(results.map(record => [record.id, record]))
    const changed = (record: Rec) => {
      const row = byId.get(record.id)
      // A record that is open knows more than a row tells.
      return row && { ...record, ...row }
    }
    patchRecords(client, kind.entity, new Set(ids), changed, fetched)
  }
  const gathering = gather<RecordNews>(gatherMs, news => {
    const due = newsFor(loaded(), news)
    if (due.type === 'reload') return void reload()
    if (due.reread.length) void refreshRows(due.reread).catch(() => undefined)
    if (due.fresh.length) setFresh(before => new Set([...before, ...due.fresh]))
  })
  onCleanup(gathering.stop)
  onLive(({ subjectType, subjectId: id, kind: what }) => {
    if (subjectType === kind.entity) gathering.add({ id, kind: what })
  })
  return {
    query,
    rows,
    names,
    total: () => (query.isPlaceholderData ? undefined : pages()[0]?.total),
    /** How many records came that are not among the rows. */
    fresh: () => fresh().size,
    reload,
  }
}
export type RecordListData = ReturnType<typeof useRecordList>

/** Some records by id, as a list gives them; those out of sight are left out. */
const readRows = (kind: RecordKind, ids: readonly string[], fields: string | undefined, deleted = false) =>
  api.get(`/crm/${kind.area}`, {
    query: {
      filter: `id:in:${ids.join(',')}`,
      fields,
      limit: Math.min(200, Math.max(1, ids.length)),
      deleted: deleted || undefined,
    },
  })
