import type { AnySchema } from '@sextant/db/core/field.model'
import { FilterTree } from '@sextant/db/filter/filter.model'
import type { Entity } from '@sextant/db/records/entity'
import * as v from 'valibot'
import { anyJson } from './parameters'
import { ProblemBody } from './problem'

const Names = v.record(v.string(), v.nullable(v.string()))
const Paging = v.object({ next: v.object({ after: v.string(), link: v.string() }) })

/** A record as a list gives it: only the fields that were asked for, or that the role may read. */
const partOf = (entity: Entity): AnySchema => {
  const read = entity.model.Read as unknown as v.ObjectSchema<v.ObjectEntries, undefined>
  const entries = Object.entries(read.entries).map(([key, schema]) => [
    key,
    key === 'id' ? schema : v.optional(schema as AnySchema),
  ])
  return v.object(Object.fromEntries(entries)) as unknown as AnySchema
}

/** A record with the names of what it refers to. */
export const namedOf = (entity: Entity) => {
  const read = entity.model.Read as unknown as v.ObjectSchema<v.ObjectEntries, undefined>
  return v.object({ ...read.entries, names: v.optional(Names) })
}

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
export function shapesOf(entity: Entity) {
  const Part = partOf(entity)
  const Item = v.object({
    index: v.number(),
    status: v.number(),
    id: v.optional(v.string()),
    record: v.optional(Part as v.GenericSchema),
    problem: v.optional(ProblemBody),
  })
  return {
    Part,
    List: v.object({
      results: v.array(Part as v.GenericSchema),
      names: Names,
      paging: v.optional(Paging),
      total: v.optional(v.object({ value: v.number(), exact: v.boolean() })),
    }),
    Results: v.object({ results: v.array(Item) }),
    ReadItems: items(v.string()),
    CreateItems: items(anyJson as AnySchema),
    UpdateItems: items(v.strictObject({ id: v.string(), version: Version, values: anyJson as AnySchema })),
    UpsertItems: items(v.strictObject({ by: v.picklist(keysOf(entity)), values: anyJson as AnySchema })),
    ArchiveItems: items(v.strictObject({ id: v.string(), version: Version })),
  }
}
export type Shapes = ReturnType<typeof shapesOf>

/** Fields by which an upsert finds its record: keys that two records cannot share. */
export const keysOf = (entity: Entity): string[] => [
  ...new Set(entity.keys.filter(({ unique }) => unique).map(({ field }) => field)),
]

export const SearchBody = v.strictObject({
  filter: v.optional(FilterTree as unknown as AnySchema),
  filterGroups: v.optional(v.array(anyJson as AnySchema)),
  sort: v.optional(v.pipe(v.string(), v.maxLength(200))),
  fields: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(140))), v.maxLength(200))),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)), 50),
  after: v.optional(v.pipe(v.string(), v.maxLength(4000))),
  q: v.optional(v.pipe(v.string(), v.maxLength(200))),
  count: v.optional(v.picklist(['exact', 'estimate'])),
  deleted: v.optional(v.boolean()),
})
export type SearchBody = v.InferOutput<typeof SearchBody>

export const Timeline = v.object({
  results: v.array(
    v.object({
      id: v.string(),
      kind: v.string(),
      occurredAt: v.string(),
      actor: v.object({ type: v.string(), id: v.nullable(v.string()), name: v.string() }),
      /** Which deal it happened to, where deals were asked for; null when it is the record's own. */
      subject: v.nullable(v.object({ type: v.literal('deal'), id: v.string(), name: v.string() })),
      payload: v.record(v.string(), v.unknown()),
      before: v.nullable(v.record(v.string(), v.unknown())),
      after: v.nullable(v.record(v.string(), v.unknown())),
      causeType: v.nullable(v.string()),
      causeId: v.nullable(v.string()),
      requestId: v.nullable(v.string()),
    }),
  ),
  /** Of what the changes refer to, by id. */
  names: Names,
  paging: v.optional(v.object({ next: v.object({ after: v.string() }) })),
})
