import type { AreaName } from '@sextant/db/core/areas.model'
import type { Names } from '@sextant/db/core/page.model'
import type { AnswerOf } from '@sextant/edge/app/contract'
import type { QueryClient } from '@tanstack/solid-query'
import type { Rec } from './kind'
import type { Numbered } from './list-pages.rules'

/** A page of any kind of record. */
export type RecordPage = Omit<AnswerOf<'get', `/crm/${AreaName}`>, 'results'> & { results: readonly Rec[] }
/** Those pages of a list that are known, in the order of their numbers; the first one has the total. */
export interface Pages {
  pages: readonly (RecordPage & Numbered)[]
}

/** Lists have keys of their own: a live event changes their rows in place instead of asking for every page again. */
export const listKey = (entity: string) => ['lists', entity] as const
export const recordKey = (entity: string, id: string) => [entity, 'record', id] as const

/** What a record is called, where only its name is needed. */
export const nameKey = (entity: string, id: string) => [entity, 'name', id] as const

/** Changes one record wherever this page holds it. `change` gives undefined to take it out of lists. */
export function patchRecords(
  client: QueryClient,
  entity: string,
  ids: ReadonlySet<string>,
  change: (record: Rec) => Rec | undefined,
  names: Names = {},
) {
  client.setQueriesData<Pages>(
    { queryKey: listKey(entity) },
    data =>
      data &&
      counted(data, {
        pages: data.pages.map(page => {
          if (!page.results.some(({ id }) => ids.has(id))) return page
          const results = page.results.flatMap(record => {
            if (!ids.has(record.id)) return [record]
            const next = change(record)
            return next ? [next] : []
          })
          return { ...page, results, names: { ...page.names, ...names } }
        }),
      }),
  )
  for (const id of ids) {
    client.setQueryData<Rec>(recordKey(entity, id), record => record && (change(record) ?? record))
  }
}

/** The list with those counted out that have left it, from whichever page. */
export function counted(before: Pages, after: Pages): Pages {
  const rows = ({ pages }: Pages) => pages.reduce((sum, { results }) => sum + results.length, 0)
  const gone = rows(before) - rows(after)
  const [first, ...others] = after.pages
  if (!gone || !first?.total) return after
  const total = { ...first.total, value: Math.max(0, first.total.value - gone) }
  return { ...after, pages: [{ ...first, total }, ...others] }
}

/** The record as this page knows it: read alone, or as a row. */
export function cachedRecord(client: QueryClient, entity: string, id: string): Rec | undefined {
  const alone = client.getQueryData<Rec>(recordKey(entity, id))
  if (alone) return alone
  for (const [, data] of client.getQueriesData<Pages>({ queryKey: listKey(entity) })) {
    const row = data?.pages.flatMap(page => page.results).find(record => record.id === id)
    if (row) return row
  }
  return undefined
}

/** Records of one kind as this page holds them: in lists, alone, or both. */
export interface RecordStore {
  known(id: string): Rec | undefined
  /** Changes records wherever they are held. `change` gives undefined to take one out of lists. */
  change(ids: Iterable<string>, change: (record: Rec) => Rec | undefined): void
  /** What the server has just said of a record. Fields that it did not tell stay. */
  put(record: Rec): void
}
export const storeOf = (client: QueryClient, entity: string): RecordStore => {
  const change: RecordStore['change'] = (ids, how) => patchRecords(client, entity, new Set(ids), how)
  return {
    known: id => cachedRecord(client, entity, id),
    change,
    put: record => change([record.id], before => ({ ...before, ...record })),
  }
}
