import type { Sql, Tx } from '../core/database'
import { forbidden } from '../core/errors'
import type { Access, Grants, SharedWith } from '../core/grants.rules'
import { isUuid } from '../core/ids'
import { accessAs, bothOf, cappedAt, grantsOfKey, grantsOfRole } from './policy.rules'
import { isWithinPower } from './power.rules'

/** What decides somebody's rights, as it stands in the database at the moment. */
export interface Standing {
  role: string
  /** What the workspace made of the role; null for a built-in one that it has not changed, and for one that is not there any more. */
  roleGrants: Grants | null
  /** Of a key: what it may do of what its role may; null where that is all. */
  keyGrants?: Grants | null
  /** Of a key: what the member it belongs to may do by now. */
  makersRole: string | null
  makersGrants: Grants | null
  memberId: string | null
  teamMemberIds: string[]
  territoryIds: string[]
  /** Null where nothing is shared with them. */
  shares?: SharedWith | null
}

/**
 * Everybody ever of the member's team and of the teams below it: what somebody who left still owns stays in the team's sight. `union` ends a walk that
 * would go round.
 */
const teamOf = (sql: Sql | Tx) => sql`
  array(
    with recursive below as (
      select m.team_id as id where m.team_id is not null
      union select t.id from team t join below b on t.parent_id = b.id where t.workspace_id = m.workspace_id)
    select mate.id from member mate join below b on mate.team_id = b.id where mate.workspace_id = m.workspace_id)`

/** The territories that the member `m` is in, and those below. One in the bin counts for nobody. */
const territoriesOf = (sql: Sql | Tx) => sql`
  array(
    with recursive below as (
      select t.id from territory_member p join territory t on t.id = p.territory_id
      where p.workspace_id = m.workspace_id and p.member_id = m.id and t.deleted_at is null
      union select t.id from territory t join below b on t.parent_id = b.id
      where t.workspace_id = m.workspace_id and t.deleted_at is null)
    select id from below)`

/** What is shared with the member `m`, or with their team or one above it. */
const sharesOf = (sql: Sql | Tx) => sql`(
  with recursive above as (
    select t.id, t.parent_id from team t where t.workspace_id = m.workspace_id and t.id = m.team_id
    union select t.id, t.parent_id from team t join above a on t.id = a.parent_id where t.workspace_id = m.workspace_id),
  shared as (
    select s.entity, s.ends_at from record_share s
    where s.workspace_id = m.workspace_id and s.ended_at is null and s.member_id = m.id
    union all select s.entity, s.ends_at from record_share s
    where s.workspace_id = m.workspace_id and s.ended_at is null and s.team_id in (select id from above))
  select json_build_object('kinds', json_object_agg(entity, n), 'teamIds', (select coalesce(json_agg(id order by id), '[]') from above),
    'endsAt', to_char(min(ends_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
  from (select entity, count(*) as n, min(ends_at) as ends_at from shared where ends_at is null or ends_at > now() group by entity) k
  having count(*) > 0)`

/** What the workspace made of the role of a row, whose alias is given. */
const grantsOf = (sql: Sql | Tx, alias: 'm' | 'k') =>
  sql`(select r.grants from role r where r.workspace_id = ${sql(alias)}.workspace_id and r.key = ${sql(alias)}.role)`

const ofTheirs = (sql: Sql | Tx) =>
  sql`${teamOf(sql)} as team_member_ids, ${territoriesOf(sql)} as territory_ids, ${sharesOf(sql)} as shares`

/** The columns of a `Standing` of a member, whose alias is `m`. */
export const memberStanding = (sql: Sql | Tx) =>
  sql`m.role, ${grantsOf(sql, 'm')} as role_grants, null::jsonb as key_grants, null as makers_role, null::jsonb as makers_grants, m.id as member_id, ${ofTheirs(sql)}`

/** The same of a key `k`, with the member `m` it belongs to, if any. */
export const keyStanding = (sql: Sql | Tx) =>
  sql`k.role, ${grantsOf(sql, 'k')} as role_grants, k.grants as key_grants, m.role as makers_role, ${grantsOf(sql, 'm')} as makers_grants, m.id as member_id, ${ofTheirs(sql)}`

/** Whether a key `k` is neither revoked nor over. */
export const keyLives = (sql: Sql | Tx) =>
  sql`k.revoked_at is null and (k.expires_at is null or k.expires_at > now())`

/** Whether the member `m` that a key `k` belongs to, if any, has not left. */
export const keyHasMember = (sql: Sql | Tx) =>
  sql`(k.member_id is null or (m.id is not null and m.deleted_at is null))`

/** What a standing comes to: a key may do what its role, its own grants and its maker's role all grant. */
export function accessFrom(standing: Standing): Access {
  const {
    role,
    roleGrants,
    keyGrants,
    makersRole,
    makersGrants,
    memberId,
    teamMemberIds,
    territoryIds,
    shares,
  } = standing
  const ofRole = grantsOfRole(role, roleGrants)
  const granted = keyGrants ? bothOf(ofRole, grantsOfKey(keyGrants)) : ofRole
  const own = accessAs(role, memberId, teamMemberIds, granted, territoryIds)
  const access: Access = shares ? { ...own, shares } : own
  if (makersRole === null) return access
  const held = grantsOfRole(makersRole, makersGrants)
  return isWithinPower(access.grants, { grants: held }) ? access : cappedAt(makersRole, held, access)
}

/** Somebody for whom work is done, by their rights and the name that the log shows. */
export interface OnBehalf {
  access: Access
  name: string
  /** What their role alone grants, and a key's own grants where it has some. */
  parts: { role: Grants; key: Grants | null }
}

/**
 * The rights of whom work is done for, by the id of a member or of an API key of the transaction's workspace: as they are now, with the team as it is
 * now. Throws `forbidden` (`asker.gone`) when the member has left, or the key has been revoked or is over, since.
 */
export async function accessOf(tx: Tx, id: string): Promise<OnBehalf> {
  const [found] = isUuid(id)
    ? await tx<(Standing & { name: string })[]>`
        select m.name, ${memberStanding(tx)} from member m where m.id = ${id} and m.deleted_at is null
        union all
        select k.name, ${keyStanding(tx)} from api_key k left join member m on m.id = k.member_id 
        where k.id = ${id} and ${keyLives(tx)} and ${keyHasMember(tx)}`
    : []
  if (!found)
    throw forbidden('Whoever asked for this work has no access to the workspace any more.', 'asker.gone')
  const { role, roleGrants, keyGrants, name } = found
  const parts = { role: grantsOfRole(role, roleGrants), key: keyGrants ? grantsOfKey(keyGrants) : null }
  return { access: accessFrom(found), name, parts }
}
