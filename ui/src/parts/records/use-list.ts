import type { Names } from '@sextant/db/core/page.model'
import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/solid-query'
import { createEffect, createMemo, createSignal, on } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../../app/api'
import type { RecordKind } from './kind'
import { distinct, fieldsAsked, firstOf } from './list-pages.rules'
import type { ListState } from './list-state'
import { listKey, type Pages, type RecordPage } from './record-cache'
import { type ListAsked, useLiveRows } from './use-live-rows'

const pageSize = 100
/** The rows of a list, page after page, kept fresh by live events. */
export function useRecordList(kind: RecordKind, state: ListState, columns: () => readonly string[]) {
  const client = useQueryClient()
  const fields = createMemo(() => fieldsAsked(kind.always, columns()))
  const asked = createMemo(
    (): ListAsked => ({
      filter: state.asked() || undefined,
      sort: state.sortText(),
      q: state.q() || undefined,
      deleted: state.view().deleted || undefined,
    }),
  )
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
  const live = useLiveRows({
    kind,
    state,
    asked,
    fields,
    rows,
    loadedPages: () => pages().length,
    query,
    setFresh,
  })
  return {
    query,
    rows,
    names,
    total: () => (query.isPlaceholderData ? undefined : pages()[0]?.total),
    /** How many records came that are not among the rows. */
    fresh: () => fresh().size,
    reload,
    leaving: live.leaving,
    drop: live.drop,
  }
}
export type RecordListData = ReturnType<typeof useRecordList>
