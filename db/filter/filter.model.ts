import * as v from 'valibot'
import { type AnySchema, type Field, type Fields, Money } from '../core/field.model'

export const maxDepth = 10
export const maxNodes = 200
export const maxListLength = 500
export const maxTextLength = 1000
/** A hundred years: enough for any window, and safely inside every clock. */
const maxWindowDays = 36_500

export const operators = [
  'eq',
  'neq',
  'gt',
  'gte',
  'lt',
  'lte',
  'between',
  'in',
  'not_in',
  'known',
  'unknown',
  'contains',
  'not_contains',
  'starts_with',
  'ends_with',
  'in_last',
  'in_next',
  'on',
] as const
export type Operator = (typeof operators)[number]

/** A length of time: whole days of 24 hours, or hours. */
export const Span = v.union([
  v.strictObject({ days: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(maxWindowDays)) }),
  v.strictObject({ hours: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(maxWindowDays * 24)) }),
])
export type Span = v.InferOutput<typeof Span>

const Scalar = v.union([
  v.pipe(v.string(), v.maxLength(maxTextLength)),
  v.pipe(v.number(), v.finite()),
  v.boolean(),
  Money,
])

/** A field compared with a value. `field` is a key, `custom.<key>` or `<relation>.<key>`. */
export const Condition = v.strictObject({
  field: v.pipe(v.string(), v.nonEmpty(), v.maxLength(140)),
  op: v.picklist(operators),
  value: v.optional(v.union([Scalar, v.pipe(v.array(Scalar), v.maxLength(maxListLength)), Span])),
})
export type Condition = v.InferOutput<typeof Condition>

/** How many events of a kind this record has, in the window that ends now. Without `count`: at least one. */
export const EventCondition = v.strictObject({
  event: v.pipe(v.string(), v.maxLength(100), v.regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$/)),
  within: v.optional(Span),
  count: v.optional(
    v.strictObject({
      op: v.picklist(['gte', 'lte', 'eq']),
      value: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000)),
    }),
  ),
})
export type EventCondition = v.InferOutput<typeof EventCondition>

export type Filter = { and: Filter[] } | { or: Filter[] } | { not: Filter } | Condition | EventCondition

const children = v.pipe(v.array(v.lazy(() => FilterTree)), v.nonEmpty())
const And = v.strictObject({ and: children })
const Or = v.strictObject({ or: children })
const Not = v.strictObject({ not: v.lazy(() => FilterTree) })
const anyNode = v.union([And, Or, Not, Condition, EventCondition])

/**
 * The shape of a tree, for documents and types. The branch is chosen by the key that is present, so that an issue is
 * about the branch that was meant. Without limits of depth: parse foreign input with `Filter`.
 */
export const FilterTree: v.GenericSchema<Filter> = v.lazy(input => branch(input))

function branch(input: unknown): v.GenericSchema<Filter> {
  if (typeof input !== 'object' || input === null) return anyNode
  if ('and' in input) return And
  if ('or' in input) return Or
  if ('not' in input) return Not
  return 'event' in input ? EventCondition : Condition
}

/** Depth and number of nodes, measured without recursion: a hostile tree must not overflow the stack. */
export function measure(input: unknown): { depth: number; nodes: number } {
  let level: unknown[] = [input]
  let depth = 0
  let nodes = 0
  while (level.length > 0 && depth <= maxDepth && nodes <= maxNodes) {
    depth += 1
    nodes += level.length
    level = level.flatMap(childrenOf)
  }
  return { depth, nodes }
}

function childrenOf(node: unknown): unknown[] {
  if (typeof node !== 'object' || node === null) return []
  if ('and' in node) return Array.isArray(node.and) ? node.and : []
  if ('or' in node) return Array.isArray(node.or) ? node.or : []
  return 'not' in node ? [node.not] : []
}

/** A filter from outside: at most 10 levels and 200 nodes. Its fields are checked by `checkFilter`. */
export const Filter: v.GenericSchema<unknown, Filter> = v.pipe(
  v.unknown(),
  v.check(input => measure(input).depth <= maxDepth, `At most ${maxDepth} levels.`),
  v.check(input => measure(input).nodes <= maxNodes, `At most ${maxNodes} conditions and groups.`),
  FilterTree as AnySchema as v.GenericSchema<unknown, Filter>,
)

/** A record that this one points to. Its table is the entity's name. */
export interface Relation {
  /** Key of the reference field, such as `customerId`. */
  via: string
  entity: string
  fields: Fields
}

/** What may be filtered and sorted by. System fields such as `createdAt` are listed in `fields` like any other. */
export interface FilterCatalogue {
  entity: string
  fields: Fields
  custom: Record<string, Field>
  relations: Record<string, Relation>
  /** The email field whose `emailKey` is kept in the column `email_key`: its equality is answered from there, by its index. */
  keyedEmail?: string
  /**
   * Questions that the event log answers, not a column: field → the cause that made the record. `{ importId: 'import' }` finds by an
   * import's id what it made.
   */
  makers?: Record<string, string>
}

/** One thing wrong at one place of a filter or sort; the shape of `Problem` in db/core. */
export interface FilterProblem {
  /** RFC 6901 pointer into the tree; `''` is the whole. */
  pointer: string
  code: string
  message: string
  params?: Record<string, string | number | boolean | null>
}

/** A filter that compiles (undefined: everything), or all that is wrong with it. */
export type Parsed = { ok: true; filter: Filter | undefined } | { ok: false; problems: FilterProblem[] }
