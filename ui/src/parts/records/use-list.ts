import type { Names } from '@sextant/db/core/page.model'
import { useParams } from '@solidjs/router'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/solid-query'
import { createEffect, createMemo, createSignal, on, onCleanup, untrack } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../../app/api'
import type { RecordKind } from './kind'
import {
  betterKnown,
  fieldsAsked,
  type Numbered,
  type PageStart,
  pageSize,
  placesOf,
  startOf,
} from './list-pages.rules'
import { isSame, type ListState } from './list-state'
import { listKey, type Pages, type RecordPage } from './record-cache'
import { useAnchors } from './use-anchors'
import { type ListAsked, useLiveRows } from './use-live-rows'
import { usePages } from './use-pages'

const recountAfterMs = 2500

/** The records of a list: each at its place from the start, read page by page where one looks, kept fresh by live events. */
export function useRecordList(
  kind: RecordKind,
  state: ListState,
  columns: () => readonly string[],
  closed: () => readonly string[],
) {
  const client = useQueryClient()
  const params = useParams<{ id?: string }>()
  const fields = createMemo(() =>
    fieldsAsked(
      kind.always.filter(key => !closed().includes(key)),
      columns(),
    ),
  )
  const asked = createMemo(
    (): ListAsked => ({
      filter: state.asked() || undefined,
      sort: state.sortText(),
      q: state.q() || undefined,
      deleted: state.view().deleted || undefined,
    }),
    undefined,
    { equals: isSame },
  )
  const key = createMemo(() => [...listKey(kind.entity), asked(), fields()])
  const anchors = useAnchors(kind, asked)
  const readPage = async (number: number, start: PageStart, signal?: AbortSignal) => {
    const page: RecordPage = await api.get(`/crm/${kind.area}`, {
      query: {
        ...asked(),
        fields: fields(),
        limit: pageSize,
        after: start.after,
        count: number ? undefined : 'estimate',
      },
      signal,
    })
    return { ...page, ...start, number }
  }
  /** The question whose answer is shown. */
  let answered: ListAsked | undefined
  /** The first page, and those in sight: the others are read when one looks at them. */
  const readInSight = async ({ signal }: { signal: AbortSignal }): Promise<Pages> => {
    const question = asked()
    const inSight = question === answered ? reader.inSight(shownPages()) : []
    const pages: (RecordPage & Numbered)[] = [await readPage(0, {}, signal)]
    for (const { number, after } of inSight)
      if (number) pages.push(await readPage(number, startOf(number, pages, []) ?? { after }, signal))
    answered = question
    return withTotal({ pages }, betterKnown(pages[0]?.total, anchors.total()))
  }
  const query = useQuery(() => ({
    queryKey: key(),
    enabled: !isServer && !state.view().waits,
    queryFn: readInSight,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  }))
  const pages = (): Pages['pages'] => (query.isSuccess ? query.data.pages : [])
  const shownPages = () => untrack(pages)
  const total = () => (query.isPlaceholderData ? undefined : pages()[0]?.total)
  const places = createMemo(() => placesOf(pages(), pages()[0]?.total?.value ?? 0))
  const rows = createMemo(() => places().records.filter(record => record !== undefined))
  const names = createMemo((): Names => Object.assign({}, ...pages().map(page => page.names)))
  const reader = usePages({ key, places, anchors, readPage, isCurrent: () => !query.isPlaceholderData })

  // A count that stopped early is counted to the end with the anchors, and again when records came or went. Who came for one record has that first.
  createEffect(() => {
    const first = total()
    if (!first || first.exact) return
    if (!untrack(() => params.id)) return anchors.want()
    const timer = setTimeout(anchors.want, recountAfterMs)
    onCleanup(() => clearTimeout(timer))
  })
  createEffect(
    on([anchors.total, total], ([counted, first], before) => {
      if (!counted || !first || isSame(counted, first) || (counted === before?.[0] && first.exact)) return
      client.setQueryData<Pages>(key(), data => data && withTotal(data, counted))
    }),
  )

  // Rows of another question are no rows of this one: only those that answer it are kept while it is asked.
  const [fresh, setFresh] = createSignal<ReadonlySet<string>>(new Set())
  createEffect(on(asked, () => setFresh(new Set<string>()), { defer: true }))

  /** Asks for the first page again and lets the others go. */
  const reload = async () => {
    setFresh(new Set<string>())
    anchors.outdated()
    client.setQueriesData<Pages>(
      { queryKey: [...listKey(kind.entity), asked()] },
      data => data && { pages: data.pages.slice(0, 1) },
    )
    await query.refetch()
  }
  const live = useLiveRows({
    kind,
    state,
    asked,
    fields,
    rows,
    refetch: () => query.refetch(),
    moved: anchors.outdated,
    setFresh,
  })
  return {
    query,
    rows,
    /** The record at each place of the list; undefined where its page is not known yet. */
    places: () => places().records,
    /** Told which places are in sight, so that their pages are read. */
    look: reader.look,
    isReading: reader.isReading,
    readFailed: reader.failed,
    readAgain: reader.again,
    names,
    total,
    /** How many records came that are not among the rows. */
    fresh: () => fresh().size,
    reload,
    leaving: live.leaving,
    drop: live.drop,
  }
}
export type RecordListData = ReturnType<typeof useRecordList>

const withTotal = ({ pages: [first, ...others] }: Pages, total: RecordPage['total']): Pages => ({
  pages: first ? [{ ...first, total }, ...others] : [],
})
