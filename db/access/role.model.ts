import * as v from 'valibot'
import { text } from '../core/field.model'
import { GrantScope, RoleGrants, RoleKey } from '../core/grants.model'
import { actions, objects, roles } from '../core/grants.rules'

const name = text().schema
const version = v.pipe(v.number(), v.integer(), v.minValue(1))

export const RoleCreate = v.strictObject({
  name,
  /** The role whose grants it begins with, where `grants` is absent. */
  base: RoleKey,
  grants: v.optional(RoleGrants),
})
export type RoleCreate = v.InferOutput<typeof RoleCreate>

export const RoleUpdate = v.strictObject({
  name: v.optional(name),
  grants: v.optional(RoleGrants),
})
export type RoleUpdate = v.InferOutput<typeof RoleUpdate>

export const Role = v.object({
  key: v.string(),
  /** Null for a built-in role, which screens name in the reader's language. */
  name: v.nullable(v.string()),
  /** The built-in role that it began as. */
  base: v.picklist(roles),
  builtIn: v.boolean(),
  version,
  /** How many members, keys in use and open invitations have it. */
  held: v.object({ members: v.number(), keys: v.number(), invitations: v.number() }),
  /** Whether the asker may give it to others: it grants nothing that they have not themselves. */
  givable: v.boolean(),
  /** Null where the asker may not read what is in roles. */
  grants: v.nullable(RoleGrants),
  updatedAt: v.nullable(v.string()),
})
export type Role = v.InferOutput<typeof Role>

/** A role as it was from a time on. */
export const RoleVersion = v.object({
  version,
  name: v.nullable(v.string()),
  grants: RoleGrants,
  at: v.nullable(v.string()),
  /** Who saved it; null for what the workspace began with. */
  by: v.nullable(v.string()),
})
export type RoleVersion = v.InferOutput<typeof RoleVersion>

/** What can be granted on an object. */
export const RoleObject = v.object({
  name: v.picklist(objects),
  /** Its records have owners, so that a scope can leave some out. */
  owned: v.boolean(),
  /** Its records lie in territories, so that a scope can go by them; what is not made yet lies nowhere. */
  placed: v.boolean(),
  /** There are files of its records. */
  exported: v.boolean(),
  /** The field that names a record, which nobody who sees it can be kept from. */
  title: v.nullable(v.string()),
  /** Empty for what is no record. */
  fields: v.array(
    v.object({
      key: v.string(),
      /** The workspace's own word for a field of its own. */
      label: v.nullable(v.string()),
      /** The machine keeps it up to date: nobody writes it. */
      readOnly: v.boolean(),
    }),
  ),
})
export type RoleObject = v.InferOutput<typeof RoleObject>

export const RoleCompare = v.strictObject({
  /** The role that is to become so. */
  key: RoleKey,
  grants: RoleGrants,
})

/** How many of an object's records who has the role would gain or lose for an action. */
const Difference = v.object({
  /** How many people are concerned. */
  people: v.number(),
  /** Records that at least one of them gains or loses. */
  records: v.number(),
  /** Pairs of a person and a record. */
  pairs: v.number(),
})
export const RoleComparison = v.object({
  results: v.array(
    v.object({
      object: v.picklist(objects),
      action: v.picklist(actions),
      before: v.nullable(GrantScope),
      after: v.nullable(GrantScope),
      /** Null for what has no records to count. */
      gained: v.nullable(Difference),
      lost: v.nullable(Difference),
    }),
  ),
  /** Fields that are opened or closed, by object. */
  fields: v.array(
    v.object({
      object: v.picklist(objects),
      opened: v.array(v.string()),
      closed: v.array(v.string()),
      /** Whether it has a list from then on, to which a new field does not belong; null where that stays as it is. */
      listed: v.nullable(v.boolean()),
    }),
  ),
  /** How many members have the role. */
  people: v.number(),
})
export type RoleComparison = v.InferOutput<typeof RoleComparison>
