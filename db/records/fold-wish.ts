import type { Field } from '../core/field.model'
import { type AnyRecord, type CustomValues, isPresent } from '../core/record.model'
import type { By, Change, Refusal, Step } from './change.model'
import { allFields, asRead, same, sameValue } from './columns'
import type { Entity } from './entity'

/** What somebody wants of one record. */
export interface Wish {
  id: string
  /** The record as it is, which the transaction has locked; null: it is to be made. */
  before: AnyRecord | null
  /** Of the Create or the Update shape, and read-only fields where the writer may tell them; null empties. */
  values: Record<string, unknown>
  /** All custom values of the record as they are to be; absent: as they are. */
  custom?: CustomValues
  /** Its place in the batch. */
  at: number
}

/** What a wish came to. Undefined: the record is so already. */
export type Folded = { step: Step } | { refusal: Refusal } | undefined

/** The change that a wish asks for, as the rules see it. */
export function changeOf(entity: Entity, { id, before, values, custom: given, at }: Wish, by: By): Change {
  const custom = given ?? before?.custom ?? {}
  const fields = allFields(entity)
  const told: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(values))
    if (key !== 'custom' && value !== undefined) told[key] = asRead(fields[key]!, value)
  if (before) return { id, before, values: changed(fields, before, told), told, custom, at }
  const made: Record<string, unknown> = {}
  for (const [key, { traits }] of Object.entries(entity.model.fields))
    if (traits.default !== undefined) made[key] = traits.default
  Object.assign(made, told)
  if ('ownerId' in entity.model.fields && told.ownerId === undefined) made.ownerId = by.owner
  return { id, before, values: made, told, custom, at }
}

/**
 * Applies a wish to its record, by the rules of the entity's life. `facts` are what its life has read for the batch; who takes the step tells
 * them of it.
 */
export function foldWish(entity: Entity, wish: Wish, facts: unknown, by: By): Folded {
  const fields = allFields(entity)
  const { before } = wish
  const change = changeOf(entity, wish, by)
  const { custom } = change
  const isSame = () => before && Object.keys(change.values).length === 0 && same(custom, before.custom)
  if (isSame()) return undefined
  const refusal = entity.life?.prepare?.(change, facts, by)
  if (refusal) return { refusal }
  if (before) change.values = changed(fields, before, change.values)
  if (isSame()) return undefined
  const values: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(change.values)) values[key] = asRead(fields[key]!, value)
  const after = before
    ? { ...before, ...values, custom, updatedAt: by.now, version: before.version + 1 }
    : newRecord(entity, wish.id, values, custom, by)
  return { step: { before, after } }
}

/** The values that are not what the record has already. */
function changed(
  fields: Record<string, Field>,
  before: AnyRecord,
  values: Record<string, unknown>,
): Record<string, unknown> {
  const changes: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(values))
    if (value !== undefined && !sameValue(fields[key]!, value, before[key])) changes[key] = value
  return changes
}

/** A new record with all its fields, as it would be read back. */
function newRecord(
  entity: Entity,
  id: string,
  values: Record<string, unknown>,
  custom: CustomValues,
  by: By,
): AnyRecord {
  const record: Record<string, unknown> = { id }
  for (const [key, field] of Object.entries(entity.model.fields))
    record[key] = values[key] ?? (isPresent(field) ? field.traits.default : null) ?? null
  return {
    ...record,
    createdAt: by.now,
    updatedAt: by.now,
    deletedAt: null,
    createdBy: by.author,
    version: 1,
    custom,
  } as AnyRecord
}
