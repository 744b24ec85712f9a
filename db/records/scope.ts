import type postgres from 'postgres'
import { authorise, type Context } from '../core/context'
import type { Tx } from '../core/database'
import { forbidden, invalid, notFound } from '../core/errors'
import { mayWrite, type ObjectName, type Scope, scopeOf, type Whose, withinScope } from '../core/grants.rules'
import type { AnyRecord } from '../core/record.model'
import { allFields, isCustom, someCustom } from './columns'
import type { Entity } from './entity'
import { perRole } from './per-role'
import { isLent, isSharedSql, sharedAmong } from './shared'

/** The records of a scope, as SQL over the alias `t`. The same rule as `withinScope`. */
export function scopeSql(ctx: Context, sql: Tx, entity: Entity, scope: Scope): postgres.Fragment {
  return 'ownerId' in entity.model.fields
    ? ownedSql(ctx, sql, scope, entity.name, 'territoryId' in entity.model.fields)
    : sql``
}

/** Whether the owner alone tells which records are of a scope: no territory, and no record that is shared with the asker. Then `scopeSql` asks nothing else. */
export const byOwnerAlone = ({ access }: Context, entity: Entity, scope: Scope): boolean =>
  scope === 'all' ||
  (!access.shares?.kinds[entity.name] && (scope !== 'territory' || access.territoryIds.length === 0))

/**
 * What of a table the asker may read, for who has its name only: a reference, whose entity knows the engine, and not the engine it. Members may be
 * named by everybody.
 */
export function reachSql(ctx: Context, sql: Tx, table: string): postgres.Fragment {
  if (table === 'member') return sql``
  const scope = scopeOf(ctx.access, table as ObjectName, 'read')
  if (!scope) return sql`and false`
  if (scope === 'all') return sql``
  // Whether it has owners the row says.
  return sql`and (not to_jsonb(t) ? 'owner_id' or exists (
    select from jsonb_to_record(to_jsonb(t)) as t(id uuid, owner_id uuid, territory_id uuid) where true ${ownedSql(ctx, sql, scope, table, true)}))`
}

/** The records of a scope, of a table that has owners, and those that are shared with the asker. */
function ownedSql(ctx: Context, sql: Tx, scope: Scope, table: string, placed: boolean): postgres.Fragment {
  if (scope === 'all') return sql``
  const { memberId, territoryIds } = ctx.access
  const owned =
    scope === 'own'
      ? sql`t.owner_id = ${memberId}`
      : sql`t.owner_id is null or ${ofTeam(ctx, sql)}
          ${scope === 'territory' && placed && territoryIds.length ? sql`or ${inTerritories(ctx, sql)}` : sql``}`
  const shared = isSharedSql(ctx, sql, table)
  return shared ? sql`and (${owned} or ${shared})` : sql`and (${owned})`
}

/** From so many people on a team is looked up as a set. */
const manyPeople = 8

/**
 * The records of the asker and of their team. Of a few people Postgres is told whose they are, and may go by an index of owners; of many that would be a plan for each statement and a
 * comparison with each person for each row: they are a set that is hashed once, and the list is read in its order.
 */
function ofTeam({ access: { memberId, teamMemberIds } }: Context, sql: Tx): postgres.Fragment {
  if (teamMemberIds.length < manyPeople)
    return sql`t.owner_id = ${memberId} or t.owner_id = any(${[...teamMemberIds]}::uuid[])`
  const people = memberId === null ? [...teamMemberIds] : [...teamMemberIds, memberId]
  return sql`t.owner_id in (select unnest(${people}::uuid[]))`
}

/** The records of the asker's territories: a few by their index, many as a set, for the same reasons. */
function inTerritories({ access: { teamMemberIds, territoryIds } }: Context, sql: Tx): postgres.Fragment {
  const ids = [...territoryIds]
  return territoryIds.length < manyPeople && teamMemberIds.length < manyPeople
    ? sql`t.territory_id = any(${ids}::uuid[])`
    : sql`t.territory_id in (select unnest(${ids}::uuid[]))`
}

/** Whose the record is; undefined for a kind that has no owners. */
export const whoseOf = (entity: Entity, record: AnyRecord): Whose | undefined =>
  'ownerId' in entity.model.fields
    ? {
        ownerId: record.ownerId as string | null,
        territoryId: (record.territoryId as string | null | undefined) ?? null,
      }
    : undefined

/** Whether the asker may read a record: as its scope says, or as it is shared with them. */
export async function mayReadRecord(
  ctx: Context,
  tx: Tx,
  entity: Entity,
  record: AnyRecord,
): Promise<boolean> {
  const scope = scopeOf(ctx.access, entity.name, 'read')
  if (!scope) return false
  return (
    withinScope(ctx.access, scope, whoseOf(entity, record)) ||
    (await sharedAmong(ctx, tx, entity.name, [record.id])).has(record.id)
  )
}

/**
 * A record that cannot be read is not there; one that can be read but not changed is forbidden, with the rule. Who was given a record to write may
 * change it as if it were within their scope, where their role lets them change any; it stays out of the bin.
 */
export async function checkScope(
  ctx: Context,
  tx: Tx,
  entity: Entity,
  record: AnyRecord,
  action: 'update' | 'archive',
): Promise<void> {
  const whose = whoseOf(entity, record)
  if (!(await mayReadRecord(ctx, tx, entity, record))) throw notFound(entity.name)
  const granted = scopeOf(ctx.access, entity.name, action)
  if (!granted)
    throw forbidden(
      `Your role (${ctx.access.role}) may not ${action} a ${entity.name}.`,
      `${entity.name}.${action}`,
    )
  if (withinScope(ctx.access, granted, whose)) return
  const lent = action === 'update' && (await isLent(ctx, tx, entity.name, record.id))
  if (!lent)
    throw forbidden(
      `Only the owner may ${action} this ${entity.name}.`,
      `${entity.name}.${action}.${granted}`,
    )
}

/**
 * Whose a record that the asker makes is to be: who is named; where they may make their own alone and nobody is named, they. Throws `forbidden`
 * (`<entity>.create.<scope>`) for one that would lie outside the scope in which they may make records.
 */
export function ownerOfNew(
  ctx: Context,
  entity: Entity,
  named: string | null | undefined,
): string | null | undefined {
  const scope = authorise(ctx, entity.name, 'create')
  if (scope === 'all' || !('ownerId' in entity.model.fields)) return named
  const owner = scope === 'own' && named === undefined ? ctx.access.memberId : (named ?? null)
  if (!withinScope(ctx.access, scope, { ownerId: owner }))
    throw forbidden(
      `You may make a ${entity.name} of your ${scope === 'own' ? 'own' : 'team’s'} only.`,
      `${entity.name}.create.${scope}`,
    )
  return owner
}

/**
 * Field keys that the asker may read, in the model's order, then `custom.` and those of the workspace's own as `custom.<key>`; `undefined` when that is all
 * of them.
 */
export const readableFields = perRole((access, entity): readonly string[] | undefined => {
  const allowed = access.grants[entity.name]?.readable
  if (!allowed) return undefined
  const built = Object.keys(allFields(entity)).filter(
    key => !(key in entity.model.fields) || allowed.includes(key),
  )
  return [...built, someCustom, ...allowed.filter(isCustom)]
})

/** Refuses, field by field, values that the asker's role may not write. */
export function checkWritable(ctx: Context, entity: Entity, values: Record<string, unknown>): void {
  const { custom, ...own } = values
  const problems = [
    ...Object.keys(own).filter(key => own[key] !== undefined),
    ...Object.keys(custom ?? {}).map(key => `custom.${key}`),
  ]
    .filter(key => !mayWrite(ctx.access, entity.name, key))
    .map(field => ({
      pointer: `/${field.replace('custom.', 'custom/')}`,
      code: 'not_writable',
      message: `Your role may not write “${field}”.`,
      params: { field },
    }))
  if (problems.length) throw invalid(problems)
}
