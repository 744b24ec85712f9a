import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/solid-query'
import { createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../../app/api'
import { onLive } from '../../app/live'
import type { Names, Rec, RecordKind } from './kind'
import type { ListState } from './list-state'
import { listKey, type Pages, patchRecords, type RecordPage } from './record-cache'

const pageSize = 100
/** Changes are gathered this long, so that an import does not ask for each of its rows. */
const gatherMs = 250
/** More rows changed at once than are worth asking for one by one. */
const mostAtOnce = 100

/** The rows of a list, page after page, kept fresh by live events. */
export function useRecordList(kind: RecordKind, state: ListState, columns: () => readonly string[]) {
  const client = useQueryClient()
  const fields = createMemo(() => {
    const wanted = new Set(
      [...kind.always, ...columns()].map(key => (key.startsWith('custom.') ? 'custom' : key)),
    )
    return [...wanted].sort().join(',')
  })
  const asked = createMemo(() => ({
    filter: state.asked() || undefined,
    sort: state.sortText(),
    q: state.q() || undefined,
    deleted: state.view().deleted ? 'true' : undefined,
  }))
  const query = useInfiniteQuery(() => ({
    queryKey: [...listKey(kind.entity), asked(), fields()],
    enabled: !isServer && !state.view().waits,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      api.get<RecordPage>(`/crm/${kind.area}`, {
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
      data => data && { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) },
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
  gatherLive(kind.entity, (ids, born) => {
    const known = ids.filter(id => loaded().has(id))
    if (known.length > mostAtOnce) return void reload()
    if (known.length) void refreshRows(known).catch(() => undefined)
    const unknown = born.filter(id => !loaded().has(id))
    if (unknown.length) setFresh(before => new Set([...before, ...unknown]))
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
  api.get<RecordPage>(`/crm/${kind.area}`, {
    query: {
      filter: `id:in:${ids.join(',')}`,
      fields,
      limit: Math.min(200, Math.max(1, ids.length)),
      deleted: deleted ? 'true' : undefined,
    },
  })

/** A question that is counted only. */
export interface CountAsked {
  area: string
  filter?: string
  deleted?: boolean
  q?: string
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
        (await api.get<Counts>('/crm/counts', { query: { of: JSON.stringify(of) }, signal })).counts,
      staleTime: 30_000,
    }
  })
  return (name: string) => (query.isSuccess ? query.data[name] : undefined)
}
interface Counts {
  counts: Record<string, { value: number; exact: boolean } | undefined>
}

/** A page boundary can show a record twice when it moved between two reads. */
function distinct(rows: readonly Rec[]): readonly Rec[] {
  const seen = new Set<string>()
  return rows.filter(({ id }) => !seen.has(id) && seen.add(id))
}

function gatherLive(entity: string, concern: (ids: readonly string[], born: readonly string[]) => void) {
  const gathered = new Set<string>()
  const born = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))
  onLive(event => {
    if (event.subjectType !== entity) return
    gathered.add(event.subjectId)
    if (/\.(created|restored|imported)$/.test(event.kind)) born.add(event.subjectId)
    timer ??= setTimeout(() => {
      timer = undefined
      concern([...gathered], [...born])
      gathered.clear()
      born.clear()
    }, gatherMs)
  })
}
