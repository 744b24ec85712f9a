import { useQueryClient } from '@tanstack/solid-query'
import { createSignal, onCleanup } from 'solid-js'
import type { Rec } from './kind'
import {
  meets,
  missingFrom,
  type Numbered,
  type PageStart,
  type Places,
  startOf,
  withPage,
} from './list-pages.rules'
import type { Pages, RecordPage } from './record-cache'
import type { Anchors } from './use-anchors'

/** A place that one passes while the thumb is dragged is not read: only one on which it rests this long. */
const restMs = 90
/** Rows beyond the ones in sight that are read with them. */
const aheadRows = 20

type Page = RecordPage & Numbered

/** Reads the pages of a list where one looks: the next one at once, one that is jumped to from its anchor when the list has come to rest there. */
export function usePages(list: {
  key: () => readonly unknown[]
  places: () => Places<Rec>
  anchors: Anchors
  readPage: (number: number, start: PageStart, signal?: AbortSignal) => Promise<Page>
  /** False while rows of another question are shown. */
  isCurrent: () => boolean
}) {
  const client = useQueryClient()
  const [reading, setReading] = createSignal<ReadonlySet<number>>(new Set())
  const [failed, setFailed] = createSignal(false)
  let sight = { start: 0, end: 0 }
  let resting: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(resting))

  const known = () => client.getQueryData<Pages>(list.key())?.pages ?? []
  const missing = () => missingFrom(list.places(), sight.start - aheadRows, sight.end + aheadRows)

  const look = (start: number, end: number) => {
    sight = { start, end }
    clearTimeout(resting)
    if (!list.isCurrent() || failed()) return
    const [next] = missing()
    if (next === undefined) return
    if (next > 0 && known().some(({ number }) => number === next - 1)) void read(next)
    else resting = setTimeout(() => void read(next), restMs)
  }
  const read = async (number: number) => {
    if (reading().has(number)) return
    const key = list.key()
    setReading(before => new Set([...before, number]))
    let found: Awaited<ReturnType<typeof readOne>>
    try {
      found = await readOne(number, key)
    } catch {
      setFailed(true)
    } finally {
      setReading(before => new Set([...before].filter(one => one !== number)))
    }
    if (!found || list.key() !== key) return
    const { page, more } = found
    client.setQueryData<Pages>(key, data => data && { pages: withPage(data.pages, page, more) })
    // What has come is in its place now: what is still missing there is read next.
    queueMicrotask(() => look(sight.start, sight.end))
  }
  const readOne = async (number: number, key: readonly unknown[]) => {
    let start = startOf(number, known(), [])
    if (!start) {
      const { anchors, total } = await list.anchors.read()
      start = startOf(number, [], anchors)
      // There is no such page: the list has become shorter than it was.
      if (!start)
        client.setQueryData<Pages>(
          key,
          data => data && { pages: data.pages.map(page => (page.number ? page : { ...page, total })) },
        )
    }
    if (!start || list.key() !== key) return undefined
    const page = await fetchPage(number, start, key)
    const next = known().find(one => one.number === number + 1)
    const more = next && !meets(page, next) && page.paging
    return { page, more: more ? await fetchPage(number, { after: more.next.after }, key) : undefined }
  }
  // Waits while the server cannot be reached, as every read does, and goes on by itself.
  const fetchPage = (number: number, start: PageStart, key: readonly unknown[]) =>
    client.fetchQuery({
      queryKey: ['page', ...key, number, start.after],
      queryFn: ({ signal }) => list.readPage(number, start, signal),
      gcTime: 0,
      staleTime: 0,
    })
  return {
    look,
    /** The pages that have places in sight. */
    inSight: (pages: Pages['pages']): Pages['pages'] => {
      const shown = new Set(list.places().records.slice(sight.start, sight.end))
      return pages.filter(({ results }) => results.some(record => shown.has(record)))
    },
    isReading: () => reading().size > 0,
    failed,
    again: () => {
      setFailed(false)
      look(sight.start, sight.end)
    },
  }
}
