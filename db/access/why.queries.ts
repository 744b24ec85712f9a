import { authorise, type Context } from '../core/context'
import { inWorkspace, type Tx } from '../core/database'
import { Fault, invalid, notFound } from '../core/errors'
import type { Fields } from '../core/field.model'
import { mayRead, mayWrite, scopeOf } from '../core/grants.rules'
import type { AnyRecord } from '../core/record.model'
import { customFieldsOf } from '../fields/custom-fields.queries'
import { hasTerritory } from '../records/owners.queries'
import { lockRecord } from '../records/read-record'
import { entityNamed } from '../records/registry'
import { mayReadRecord, scopeSql, whoseOf } from '../records/scope'
import { ruledKinds } from '../territories/territory-setup.model'
import { accessOf, type OnBehalf } from './access-of'
import { type TaskName, taskAccess, taskActor } from './tasks.rules'
import type { Why, WhyAsked } from './why.model'
import { isAllowed, type WhyFacts, whySteps } from './why.rules'

/**
 * Why a member, a key or a task can, or cannot, do something with a record, as they are at this moment. Asked by who may read roles, or about oneself. Throws
 * `not_found` for a record out of the asker's own reach, and for somebody who is not here any more.
 */
export async function whyOf(ctx: Context, asked: WhyAsked): Promise<Why> {
  const [id, ...others] = [asked.member, asked.key, asked.task].filter(one => one !== undefined)
  if (!id || others.length)
    throw invalid([
      {
        pointer: '?member',
        code: 'why_whom',
        message: 'Say about whom: a member, a key or a task, one of them.',
      },
    ])
  if (id !== ctx.access.memberId) authorise(ctx, 'role', 'read')
  const entity = entityNamed(asked.entity)!
  authorise(ctx, entity.name, 'read')
  return inWorkspace(ctx, async tx => {
    const who = asked.task ? ofTask(asked.task) : await somebody(tx, id)
    const record = await lockRecord(tx, entity, asked.id)
    if (!record || !(await mayReadRecord(ctx, tx, entity, record))) throw notFound(entity.name)
    const own = (await customFieldsOf(tx, entity.name)).map(({ key }) => `custom.${key}`)
    const fields: Fields = entity.model.fields
    const keys = [...Object.keys(fields), ...own]
    if (asked.field !== undefined && !keys.includes(asked.field))
      throw invalid([
        {
          pointer: '?field',
          code: 'unknown_field',
          message: `There is no field “${asked.field}”.`,
          params: { field: asked.field },
        },
      ])
    const whose = whoseOf(entity, record)
    const [names] = await tx<
      { owner: string | null; theirs: string[]; owners: string[]; place: string[]; through: string | null }[]
    >`
      select (select name from member where id = ${whose?.ownerId ?? null}) as owner,
        ${pathOf(tx, who.access.memberId)} as theirs, ${pathOf(tx, whose?.ownerId ?? null)} as owners,
        ${placeOf(tx, whose?.territoryId ?? null)} as place, ${throughOf(tx, who.access.memberId, whose?.territoryId ?? null)} as through`
    const theirs: Context = { ...ctx, access: who.access }
    const facts: WhyFacts = {
      access: who.access,
      parts: who.parts,
      object: entity.name,
      action: asked.action,
      field: asked.field ?? null,
      whose,
      ownerName: names!.owner,
      inBin: Boolean(record.deletedAt),
      shares: await sharesOf(theirs, tx, record.id),
      paths: { theirs: names!.theirs, owners: names!.owners },
      territory: hasTerritory(entity.name)
        ? { path: names!.place, by: placedBy(entity.name, record), through: names!.through }
        : null,
    }
    const steps = whySteps(facts)
    const reads = keys.filter(key => mayRead(who.access, entity.name, key))
    return {
      allowed: isAllowed(steps),
      who: { id, name: who.name, role: who.access.role },
      record: { entity: entity.name, id: record.id, name: String(record[entity.titleField] ?? '') },
      action: asked.action,
      field: asked.field ?? null,
      scope: scopeOf(who.access, entity.name, asked.action) ?? null,
      steps,
      fields: {
        total: keys.length,
        read: reads.length,
        // What the machine keeps up to date a task may keep.
        written: reads.filter(
          key =>
            (asked.task || !fields[key]?.traits.readOnly) &&
            scopeOf(who.access, entity.name, 'update') &&
            mayWrite(who.access, entity.name, key),
        ).length,
        closed: keys.filter(key => !reads.includes(key)),
      },
      listed: await isListed(theirs, tx, entity, record.id),
    }
  })
}

function ofTask(name: TaskName): OnBehalf {
  const access = taskAccess(name)
  return { access, name: taskActor(name), parts: { role: access.grants, key: null } }
}

async function somebody(tx: Tx, id: string): Promise<OnBehalf> {
  return accessOf(tx, id).catch(error => {
    throw error instanceof Fault ? notFound('member or key') : error
  })
}

/** The names of a member's team and those above it, from the top down. */
const pathOf = (tx: Tx, memberId: string | null) => tx`
  array(with recursive above as (
      select t.id, t.parent_id, t.name, 1 as step, array[t.id] as met from team t join member m on m.team_id = t.id where m.id = ${memberId}
      union all select t.id, t.parent_id, t.name, a.step + 1, a.met || t.id
      from team t join above a on t.id = a.parent_id where not t.id = any(a.met))
    select name from above order by step desc)`

/** The territories above row `t` of the statement and itself. */
const territoriesAbove = (tx: Tx, territoryId: string | null) => tx`
  recursive above as (
    select t.id, t.parent_id, t.name, 1 as step, array[t.id] as met from territory t where t.id = ${territoryId} and t.deleted_at is null
    union all select t.id, t.parent_id, t.name, a.step + 1, a.met || t.id
    from territory t join above a on t.id = a.parent_id where t.deleted_at is null and not t.id = any(a.met))`

/** The names of a territory and those above it, from the top down. */
const placeOf = (tx: Tx, territoryId: string | null) => tx`
  array(with ${territoriesAbove(tx, territoryId)} select name from above order by step desc)`

/** The name of the territory by which a member sees what lies in this one: the nearest that they are in. */
const throughOf = (tx: Tx, memberId: string | null, territoryId: string | null) => tx`
  (with ${territoriesAbove(tx, territoryId)}
    select a.name from above a join territory_member p on p.territory_id = a.id where p.member_id = ${memberId} order by a.step limit 1)`

/** By what a record lies where it does. */
function placedBy(entity: string, { territoryId, fixedTerritoryId }: AnyRecord) {
  if (!territoryId) return 'nothing'
  if (territoryId === fixedTerritoryId) return 'hand'
  return ruledKinds.some(kind => kind === entity) ? 'rule' : 'customer'
}

/** What of a record is shared with them at this moment. */
async function sharesOf(ctx: Context, tx: Tx, recordId: string): Promise<WhyFacts['shares']> {
  const { shares, memberId } = ctx.access
  const rows = await tx<WhyFacts['shares'][number][]>`
    select s.id, s.level, to_char(s.ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as ends_at,
      (select name from team where id = s.team_id) as team, (select name from member where id = s.made_by) as by
    from record_share s
    where s.record_id = ${recordId} and s.ended_at is null and (s.ends_at is null or s.ends_at > ${ctx.clock().toISOString()})
      and (s.member_id = ${memberId} or s.team_id = any(${[...(shares?.teamIds ?? [])]}::uuid[]))
    order by s.created_at, s.id`
  return [...rows]
}

/** Whether the list of such records has it for them, live or in the bin, by the list's own SQL. */
async function isListed(
  ctx: Context,
  tx: Tx,
  entity: Parameters<typeof scopeSql>[2],
  id: string,
): Promise<boolean> {
  const scope = scopeOf(ctx.access, entity.name, 'read')
  if (!scope) return false
  const found =
    await tx`select 1 from ${tx(entity.name)} t where t.id = ${id} ${scopeSql(ctx, tx, entity, scope)}`
  return found.length > 0
}
