import { useSearchParams } from '@solidjs/router'
import { createEffect, createMemo, createSignal, on, onMount } from 'solid-js'
import type { Sort } from '../grid/grid.model'
import { closedAsked, closedIn, openSort } from './closed-fields.rules'
import { type Kept, readKept } from './kept-columns.rules'
import {
  type ListAddress,
  readFilter,
  readSort,
  searchOf,
  writeFilter,
  writeSort,
} from './list-address.rules'

/** A saved way of looking at a list. */
export interface ListView {
  value: string
  label: string
  filter?: string
  /** `-score,name`. */
  sort?: string
  /** The recycle bin. */
  deleted?: boolean
  /** Keys of the columns shown at first. */
  columns?: readonly string[]
  /** What the filter needs is not known yet (who is signed in): nothing is asked for until it is. */
  waits?: boolean
}

export const densities = ['compact', 'default', 'roomy'] as const
export type Density = (typeof densities)[number]

/**
 * What a list shows. View, filter, sort and words live in the address, so that it can be shared; columns and their widths are
 * kept per view in this browser, density for all lists.
 */
export function createListState(options: {
  /** Name under which the browser keeps columns: the area. */
  name: string
  views: () => readonly ListView[]
  columns: readonly string[]
  sort: string
  /** Fields that are closed to the reader. */
  closed: () => readonly string[]
  /** Puts a filter within what the screen is about, such as one pipeline; that is no filter of the reader's. */
  within?: (filter: string) => string
}) {
  const [search, setSearch] = useSearchParams<{ [K in keyof ListAddress]: string }>()
  // Views that are made anew, as when the session is read again, are the same views: what is selected in one stays selected.
  const views = createMemo(() => openViews(options.views(), options.closed()))
  const view = createMemo(
    () => views().find(({ value }) => value === search.view) ?? views()[0]!,
    undefined,
    { equals: isSame },
  )
  const filter = () => readFilter(search.filter) ?? view().filter ?? ''
  const within = (text: string) => options.within?.(text) ?? text
  const saidSort = () => search.sort ?? view().sort ?? options.sort
  const sortText = () => openSort(saidSort(), options.closed())
  const change = (values: Record<string, string | undefined>, replace = true) =>
    setSearch(values, { replace, scroll: false })
  const kept = createKept(() => `sextant.list.${options.name}.${view().value}`)
  return {
    view,
    views,
    /** Closed fields by which the list would be sorted, or that its filter asks for. */
    closedSort: () => closedIn(saidSort(), options.closed()),
    closedFilter: () => closedAsked(filter(), options.closed()),
    filter,
    within,
    /** What the server is asked for: the filter within the screen's own. */
    asked: () => within(filter()),
    q: () => search.q ?? '',
    sortText,
    sort: createMemo(() => readSort(sortText())),
    /** Filter or words go beyond the view's own. */
    narrowed: () => filter() !== '' || Boolean(search.q),
    changed: () => search.filter !== undefined || search.sort !== undefined,
    /** A view is a place of its own: the browser's Back leads to the one before. */
    setView: (value: string) => {
      const first = value === views()[0]?.value
      change({ view: first ? undefined : value, filter: undefined, sort: undefined }, false)
    },
    setFilter: (text: string) => change({ filter: writeFilter(text, view().filter) }),
    setSort: (sort: Sort) => change({ sort: writeSort(sort, view().sort ?? options.sort) }),
    setQ: (text: string) => change({ q: text || undefined }),
    columns: (): readonly string[] =>
      (kept.value().columns ?? view().columns ?? options.columns).filter(
        key => !options.closed().includes(key),
      ),
    setColumns: (columns: readonly string[]) => kept.set({ columns: [...columns] }),
    /** Whether columns or widths are the reader's own. */
    ownColumns: () => Boolean(kept.value().columns ?? kept.value().widths),
    resetColumns: () => kept.set({ columns: undefined, widths: undefined }),
    widths: (): Readonly<Record<string, number>> => kept.value().widths ?? {},
    setWidth: (key: string, px: number) => kept.set({ widths: { ...kept.value().widths, [key]: px } }),
    /** The address of a record with the list behind it unchanged. */
    searchText: () => searchOf(search),
  }
}
/** The views whose own filter asks for nothing that is closed to the reader; all where that is none. */
function openViews(views: readonly ListView[], closed: readonly string[]): readonly ListView[] {
  const open = views.filter(({ filter }) => closedAsked(filter ?? '', closed).length === 0)
  return open.length ? open : views
}

export type ListState = ReturnType<typeof createListState>

/** Whether two that are made of plain values have the same. */
export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** A value of this browser that changes its place with the view. Read after the first picture: the server does not know it. */
function createKept(place: () => string) {
  const [value, setValue] = createSignal<Kept>({})
  const [ready, setReady] = createSignal(false)
  onMount(() => setReady(true))
  createEffect(
    on([place, ready], ([at, isReady]) => {
      if (isReady) setValue(readKept(stored(at)))
    }),
  )
  return {
    value,
    set: (change: Kept) => {
      const next = { ...value(), ...change }
      setValue(next)
      try {
        localStorage.setItem(place(), JSON.stringify(next))
      } catch {
        // A full or forbidden store: the choice holds for this visit.
      }
    },
  }
}

function stored(at: string): string | null {
  try {
    return localStorage.getItem(at)
  } catch {
    return null
  }
}
