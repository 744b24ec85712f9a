import type { AreaName, RecordName } from '@sextant/db/core/areas.model'
import type { AnySchema } from '@sextant/db/core/field.model'
import { Names, page, Total } from '@sextant/db/core/page.model'
import { TimelineEvent } from '@sextant/db/events/event.model'
import { FilterTree } from '@sextant/db/filter/filter.model'
import { FilterGroups } from '@sextant/db/filter/filter-groups.model'
import type { Entity } from '@sextant/db/records/entity'
import * as v from 'valibot'
import { checkedLater } from './parameters'
import { ProblemBody } from './problem'

/** A page of records, with what they refer to and, where it was asked for, how many there are in all. */
export const listOf = <S extends AnySchema>(part: S) =>
  v.object({ ...page(part).entries, names: Names, total: v.optional(Total) })

/** A record that was written out of its writer's sight. */
const Unseen = v.strictObject({ id: v.string(), version: v.number() })

const mostItems = 200
const items = <S extends AnySchema>(item: S) =>
  v.strictObject({
    items: v.pipe(
      v.array(item),
      v.minLength(1, 'Send at least one item.'),
      v.maxLength(mostItems, `At most ${mostItems} items.`),
    ),
  })

const Version = v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1)))

/** The shapes of an entity's requests and answers, each made once. */
export function shapesOf<E extends Entity>({ model, keys }: E) {
  const Read: E['model']['Read'] = model.Read
  const Part: E['model']['Part'] = model.Part
  const Create = checkedLater<E['model']['Create']>(model.Create)
  const Update = checkedLater<E['model']['Update']>(model.Update)
  const Item = v.object({
    index: v.number(),
    status: v.number(),
    id: v.optional(v.string()),
    record: v.optional(Part),
    problem: v.optional(ProblemBody),
  })
  return {
    List: listOf(Part),
    /** A record by itself; `names` where they were asked for. */
    One: v.intersect([Read, v.object({ names: v.optional(Names) })]),
    Written: v.union([Read, Unseen]),
    Results: v.object({ results: v.array(Item) }),
    ReadItems: items(v.string()),
    CreateItems: items(Create),
    UpdateItems: items(v.strictObject({ id: v.string(), version: Version, values: Update })),
    UpsertItems: items(v.strictObject({ by: v.picklist(uniqueOf(keys)), values: Create })),
    ArchiveItems: items(v.strictObject({ id: v.string(), version: Version })),
  }
}

/** The area of an entity as its model is named. */
export type AreaOf<E extends Entity> = AreaName<E['model']['name'] & RecordName>
export const areaIn = <E extends Entity>({ area }: E) => area as AreaOf<E>

/** Fields by which an upsert finds its record: keys that two records cannot share. */
export const uniqueOf = (keys: Entity['keys']): string[] => [
  ...new Set(keys.filter(({ unique }) => unique).map(({ field }) => field)),
]

export const SearchBody = v.strictObject({
  filter: v.optional(FilterTree as unknown as AnySchema),
  filterGroups: v.optional(checkedLater(FilterGroups)),
  sort: v.optional(v.pipe(v.string(), v.maxLength(200))),
  fields: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(140))), v.maxLength(200))),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)), 50),
  after: v.optional(v.pipe(v.string(), v.maxLength(4000))),
  q: v.optional(v.pipe(v.string(), v.maxLength(200))),
  count: v.optional(v.picklist(['exact', 'estimate'])),
  deleted: v.optional(v.boolean()),
})
export type SearchBody = v.InferOutput<typeof SearchBody>

/** With the names of what the changes refer to. */
export const Timeline = v.object({ ...page(TimelineEvent).entries, names: Names })
