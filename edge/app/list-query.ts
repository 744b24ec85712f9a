import type { Context } from '@sextant/db/core/context'
import { invalid } from '@sextant/db/core/errors'
import type { Filter } from '@sextant/db/filter/filter.model'
import { parseFilter } from '@sextant/db/filter/parse-filter.rules'
import { followsTheClock } from '@sextant/db/filter/plan.rules'
import type { Cursor } from '@sextant/db/filter/sort.rules'
import { catalogueOf } from '@sextant/db/records/catalogue'
import type { Entity } from '@sextant/db/records/entity'
import { type ListAsked, listRecords } from '@sextant/db/records/list-records'
import * as v from 'valibot'
import type { Fresh } from './cached'
import type { Cursors } from './cursor'
import { pagingText } from './paging'
import { limitParameter } from './parameters'

const words = (max: number) => v.pipe(v.string(), v.maxLength(max, `At most ${max} characters.`))

/** What a list can be asked for in its query. */
export const ListQuery = v.strictObject({
  filter: v.optional(words(20_000)),
  sort: v.optional(words(200)),
  fields: v.optional(words(2000)),
  limit: limitParameter(200, 50),
  after: v.optional(words(4000)),
  q: v.optional(words(200)),
  count: v.optional(v.picklist(['exact', 'estimate'])),
  deleted: v.optional(v.picklist(['true', 'false'])),
})
export type ListQuery = v.InferOutput<typeof ListQuery>

/** The page as the door shows it: `{results, names, paging?, total?}`. Pasted together from texts, so nothing is parsed. */
export async function listPage(
  ctx: Context,
  entity: Entity,
  asked: ListQuery,
  cursors: Cursors,
  filter: Filter | undefined,
): Promise<Fresh> {
  const { after, ...rest } = asked
  const bound = boundOf(ctx, entity, asked, filter)
  const wanted: ListAsked = {
    filter,
    sort: rest.sort,
    fields: namesIn(rest.fields),
    limit: rest.limit,
    after: after === undefined ? undefined : cursors.open(after, bound),
    q: rest.q,
    count: rest.count,
    deleted: rest.deleted === 'true',
  }
  const page = await listRecords(ctx, entity, wanted)
  const paging = nextPage(ctx, entity, asked, cursors, filter, page.next)
  const total = page.total ? `,"total":${JSON.stringify(page.total)}` : ''
  return { body: `{"results":${page.results},"names":${page.names}${paging}${total}}` }
}

/** The `paging` of a page as a further member of its JSON text; nothing at the end of the list. */
export function nextPage(
  ctx: Context,
  entity: Entity,
  asked: Omit<ListQuery, 'after'>,
  cursors: Cursors,
  filter: Filter | undefined,
  next: Cursor | null,
): string {
  const after = next && cursors.seal(next, boundOf(ctx, entity, asked, filter))
  return pagingText(`/crm/${entity.area}`, asked, after)
}

/** What a cursor of a list belongs to. */
export const boundOf = (
  ctx: Context,
  entity: Entity,
  asked: Pick<ListQuery, 'sort' | 'q' | 'deleted'>,
  filter: Filter | undefined,
): unknown[] => [
  'list',
  ctx.workspaceId,
  entity.name,
  asked.sort ?? '',
  filter ?? null,
  asked.q ?? '',
  asked.deleted ?? 'false',
]

/** The names in a list of fields; undefined when there are none. */
export const namesIn = (fields: string | undefined): string[] | undefined => {
  const names = fields
    ?.split(',')
    .map(name => name.trim())
    .filter(Boolean)
  return names?.length ? names : undefined
}

/** The filter of a query. Throws `invalid` at `?filter`. */
export async function filterOf(
  ctx: Context,
  entity: Entity,
  text: string | undefined,
): Promise<Filter | undefined> {
  if (!text) return undefined
  const parsed = parseFilter(
    text,
    await catalogueOf(ctx, entity, text.includes('custom.') ? ['custom.'] : []),
  )
  if (!parsed.ok) throw invalid(parsed.problems)
  return parsed.filter
}

/** For how long an answer holds when nothing is written: what is found by the clock changes by itself. */
export const holdsSeconds = (filter: Filter | undefined): number =>
  filter && followsTheClock(filter) ? 10 : 300
