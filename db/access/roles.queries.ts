import { authorise, type Context } from '../core/context'
import { readOnce, type Tx } from '../core/database'
import { forbidden, invalid, notFound } from '../core/errors'
import {
  type Access,
  type Grants,
  isExported,
  objects,
  type Role as RoleName,
  roles,
  scopeOf,
} from '../core/grants.rules'
import { customFieldsOf } from '../fields/custom-fields.queries'
import { hasOwner, hasTerritory } from '../records/owners.queries'
import { entityNamed } from '../records/registry'
import { grantsOfRole, isBuiltIn } from './policy.rules'
import { isWithinPower } from './power.rules'
import type { Role, RoleObject, RoleVersion } from './role.model'
import { wholeGrants } from './role.rules'

/** A role as the database has it. */
export interface RoleRow {
  id: string
  key: string
  name: string | null
  base: RoleName
  grants: Grants
  version: number
  updatedAt: string
}

const roleColumns = (sql: Tx) => sql`
  r.id, r.key, r.name, r.base, r.grants, r.version, to_char(r.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as updated_at`

/** All roles of the workspace: the built-in ones first, then its own by name. What is in them is told to who may read roles. */
export async function listRoles(ctx: Context): Promise<Role[]> {
  authorise(ctx, 'member', 'read')
  const [row] = await readOnce(
    ctx,
    sql => sql<{ rows: RoleRow[]; held: Record<string, Partial<Role['held']>> }[]>`
      select (select coalesce(json_agg(r order by r.name, r.key), '[]') from (select r.id, r.key, r.name, r.base, r.grants, r.version,
          ${updatedAt(sql)} as "updatedAt" from role r) r) as rows,
        ${heldSql(sql)} as held`,
  )
  const { rows, held } = row!
  const own = rows.filter(({ key }) => !isBuiltIn(key))
  const all = [...roles.map(key => rows.find(one => one.key === key) ?? unchanged(key)), ...own]
  return all.map(role => shown(ctx.access, role, held[role.key] ?? {}))
}

const updatedAt = (sql: Tx) => sql`to_char(r.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** How many hold each role, by its key. */
const heldSql = (sql: Tx) => sql`(
  select coalesce(json_object_agg(role, counts), '{}') from (
    select role, json_object_agg(what, n) as counts from (
      select role, 'members' as what, count(*) as n from member where deleted_at is null group by role
      union all select role, 'keys', count(*) from api_key where revoked_at is null group by role
      union all select role, 'invitations', count(*) from invitation where accepted_at is null and revoked_at is null group by role) h
    group by role) by_role)`

type Kept = Omit<RoleRow, 'id' | 'updatedAt'> & { updatedAt: string | null }

const unchanged = (key: RoleName): Kept => ({
  key,
  name: null,
  base: key,
  grants: grantsOfRole(key),
  version: 1,
  updatedAt: null,
})

/** A role as the asker may see it. */
export function shown(access: Access, role: Kept, held: Partial<Role['held']>): Role {
  const { key, name, base, version, updatedAt } = role
  const grants = grantsOfRole(key, role.grants)
  return {
    key,
    name,
    base,
    builtIn: isBuiltIn(key),
    version,
    held: { members: 0, keys: 0, invitations: 0, ...held },
    givable: isWithinPower(grants, access),
    grants: scopeOf(access, 'role', 'read') ? (wholeGrants(grants) as Role['grants']) : null,
    updatedAt,
  }
}

/** The role of this key, locked until the transaction ends where it has a row. Throws `not_found`. */
export async function lockRole(tx: Tx, key: string): Promise<(Kept & { id?: string }) | RoleRow> {
  const [row] = await tx<RoleRow[]>`select ${roleColumns(tx)} from role r where r.key = ${key} for update`
  if (row) return row
  if (!isBuiltIn(key)) throw notFound('role')
  return unchanged(key)
}

/** Who holds a role that is to be counted anew. */
export async function heldOf(tx: Tx, key: string): Promise<Partial<Role['held']>> {
  const [row] = await tx<{ held: Record<string, Partial<Role['held']>> }[]>`select ${heldSql(tx)} as held`
  return row!.held[key] ?? {}
}

/** The versions of a role, the newest first. */
export async function roleVersions(ctx: Context, key: string): Promise<RoleVersion[]> {
  authorise(ctx, 'role', 'read')
  const rows = await readOnce(
    ctx,
    sql => sql<RoleVersion[]>`
      select v.version, v.name, v.grants, to_char(v.saved_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, v.saved_by as by
      from role r join role_version v on v.role_id = r.id where r.key = ${key} order by v.version desc limit 200`,
  )
  if (rows.length) return [...rows]
  if (!isBuiltIn(key)) throw notFound('role')
  return [
    {
      version: 1,
      name: null,
      grants: wholeGrants(grantsOfRole(key)) as RoleVersion['grants'],
      at: null,
      by: null,
    },
  ]
}

/**
 * What a role comes to that is given to somebody, locked against its removal until the transaction ends. Throws `invalid` at `/role` for one that is not
 * in this workspace.
 */
export async function grantsToGive(tx: Tx, role: string): Promise<Grants> {
  const [row] = await tx<{ grants: Grants }[]>`select grants from role where key = ${role} for share`
  if (row || isBuiltIn(role)) return grantsOfRole(role, row?.grants)
  throw invalid([
    {
      pointer: '/role',
      code: 'reference_missing',
      message: 'There is no such role here.',
      params: { field: 'role', entity: 'role' },
    },
  ])
}

/**
 * Refuses (`member.power`) where a role that somebody has, or is to be given, can do more than the asker: nobody gives away more than they have, nor takes
 * it from who has more.
 */
export async function checkPower(
  ctx: Context,
  tx: Tx,
  { held, given }: { held?: string; given?: string },
): Promise<void> {
  const grants = given === undefined ? [] : [await grantsToGive(tx, given)]
  if (held !== undefined) {
    const [row] = await tx<{ grants: Grants }[]>`select grants from role where key = ${held}`
    grants.push(grantsOfRole(held, row?.grants))
  }
  if (grants.some(one => !isWithinPower(one, ctx.access)))
    throw forbidden('This role can do more than you can.', 'member.power')
}

/** Everything that a role can grant, with the fields of records, those of the workspace's own too. */
export async function roleObjects(ctx: Context, tx: Tx): Promise<RoleObject[]> {
  authorise(ctx, 'role', 'read')
  return objectsToGrant(tx)
}

/** The same, for who holds grants against it and tells nobody. */
export async function objectsToGrant(tx: Tx): Promise<RoleObject[]> {
  const all: RoleObject[] = []
  for (const name of objects) {
    const entity = entityNamed(name)
    const own = entity ? await customFieldsOf(tx, name) : []
    const fields = Object.entries(entity?.model.fields ?? {}).map(([key, { traits }]) => ({
      key,
      label: null,
      readOnly: traits.readOnly === true,
    }))
    all.push({
      name,
      owned:
        hasOwner(name) || ['absence', 'attachment', 'delivery', 'conversation', 'mailbox'].includes(name),
      placed: hasTerritory(name),
      exported: isExported(name),
      title: entity?.titleField ?? null,
      fields: [...fields, ...own.map(({ key, label }) => ({ key: `custom.${key}`, label, readOnly: false }))],
    })
  }
  return all
}
