import { changeOf } from '../core/change-of'
import { authorise, type Context } from '../core/context'
import type { Tx } from '../core/database'
import { invalid, notFound, type Problem } from '../core/errors'
import { checkVersion, type ExpectedVersion } from '../core/expected-version'
import type { Fields } from '../core/field.model'
import { isUuid } from '../core/ids'
import { parse } from '../core/parse'
import { type Write, write } from '../events/write'
import { eventsOf as eventsIn, fieldsOf } from '../filter/describe.rules'
import type { Filter } from '../filter/filter.model'
import { checkFilter } from '../filter/filter.rules'
import { followsTheClock } from '../filter/plan.rules'
import { catalogueOf } from '../records/catalogue'
import { lockRecord } from '../records/read-record'
import { entityNamed } from '../records/registry'
import { writeOne } from '../records/write-batch'
import { lockRules } from './place.facts'
import { placeCatalogue } from './place.rules'
import { askPlacing } from './place-records'
import { territoryEntity } from './territories.entity'
import { territoryEvents } from './territories.events'
import { type RuledKind, ruledKinds, TerritorySetup } from './territory-setup.model'

/**
 * Sets what belongs to a territory and who is in it. Who is in it sees it by their next request; where rules change, all records are placed anew. Throws
 * `not_found`, `stale`, `forbidden`, and `invalid` for a person, a field or a condition that there is not.
 */
export async function setTerritory(
  ctx: Context,
  id: string,
  input: unknown,
  version?: ExpectedVersion,
): Promise<void> {
  authorise(ctx, 'territory', 'update')
  const setup = parse(TerritorySetup, input) as TerritorySetup
  const problems = await conditionProblems(ctx, setup)
  await write(ctx, async to => {
    const { tx, emit } = to
    await lockRules(tx)
    const territory = await liveTerritory(tx, id)
    checkVersion(version, territory.version)
    const before = await setupOf(tx, id)
    const wrong = [
      ...problems.filter(({ kind }) => !same(before[kind], setup[kind])).map(({ problem }) => problem),
      ...(await strangers(tx, setup, before)),
    ]
    if (wrong.length) throw invalid(wrong)
    const after = { ...setup, memberIds: [...setup.memberIds].sort() }
    const change = changeOf(before, after)
    if (!change) return
    await keepSetup(ctx, to, id, after)
    await writeOne(ctx, to, territoryEntity, {
      before: territory,
      values: { setAt: ctx.clock().toISOString() },
    })
    emit(territoryEvents.setUp(id, {}, change))
    if (ruledKinds.some(kind => !same(before[kind], after[kind]))) await askPlacing(ctx, to)
  })
}

/** Places all records anew, as after a field that a rule asks for has come back. */
export async function placeAnew(ctx: Context): Promise<void> {
  authorise(ctx, 'territory', 'update')
  await write(ctx, async to => {
    await lockRules(to.tx)
    await askPlacing(ctx, to)
  })
}

/** The territory, locked. Throws `not_found` for one in the bin too. */
export async function liveTerritory(tx: Tx, id: string) {
  const found = isUuid(id) ? await lockRecord(tx, territoryEntity, id) : undefined
  if (!found || found.deletedAt) throw notFound('territory')
  return found
}

export async function setupOf(tx: Tx, id: string): Promise<TerritorySetup> {
  const [row] = await tx<TerritorySetup[]>`
    select r.customer, r.lead, array(
      select p.member_id::text from territory_member p where p.territory_id = t.id order by 1) as member_ids
    from territory t left join territory_rule r on r.territory_id = t.id where t.id = ${id}`
  return { customer: row!.customer, lead: row!.lead, memberIds: row!.memberIds }
}

async function keepSetup(
  { workspaceId }: Context,
  { tx }: Write,
  id: string,
  { customer, lead, memberIds }: TerritorySetup,
): Promise<void> {
  const json = (rule: Filter | null) => (rule ? tx.json(rule as never) : null)
  await tx`
    insert into territory_rule (territory_id, workspace_id, customer, lead) values (${id}, ${workspaceId}, ${json(customer)}, ${json(lead)})
    on conflict (territory_id) do update set customer = excluded.customer, lead = excluded.lead`
  await tx`delete from territory_member where territory_id = ${id} and member_id <> all(${memberIds}::uuid[])`
  await tx`
    insert into territory_member (territory_id, member_id, workspace_id) select ${id}, unnest(${memberIds}::uuid[]), ${workspaceId}
    on conflict do nothing`
}

const same = (one: Filter | null, other: Filter | null) => JSON.stringify(one) === JSON.stringify(other)

/** What is wrong with the conditions. A condition that was there before may ask for what is gone since. */
export async function conditionProblems(
  ctx: Context,
  setup: Pick<TerritorySetup, RuledKind>,
): Promise<{ kind: RuledKind; problem: Problem }[]> {
  const all = await Promise.all(
    ruledKinds.map(async kind => {
      const rule = setup[kind]
      return rule ? (await problemsOf(ctx, kind, rule)).map(problem => ({ kind, problem })) : []
    }),
  )
  return all.flat()
}

async function problemsOf(ctx: Context, kind: RuledKind, rule: Filter): Promise<Problem[]> {
  const readable = await catalogueOf(ctx, entityNamed(kind)!, fieldsOf(rule))
  const catalogue = placeCatalogue(kind, readable.fields as Fields, readable.custom)
  const problems = checkFilter(rule, catalogue)
  if (problems.length) return problems.map(one => ({ ...one, pointer: `/${kind}${one.pointer}` }))
  const pointer = `/${kind}`
  if (eventsIn(rule).length) {
    const message = 'A rule asks for fields of the record, not for what happened to it.'
    return [{ pointer, code: 'wrong_event', message }]
  }
  if (followsTheClock(rule)) {
    const message = 'A rule cannot look back or ahead from now: nobody would ask it again as time passes.'
    return [{ pointer, code: 'wrong_clock', message }]
  }
  return []
}

/** People who are not here. Somebody who has left since may stay. */
export async function strangers(
  tx: Tx,
  { memberIds }: TerritorySetup,
  before: TerritorySetup,
): Promise<Problem[]> {
  const fresh = memberIds.filter(id => !before.memberIds.includes(id))
  if (fresh.length === 0) return []
  const rows = await tx<{ id: string }[]>`
    select id from member where id = any(${fresh}::uuid[]) and deleted_at is null`
  const known = new Set(rows.map(({ id }) => id))
  return memberIds.flatMap((id, at) =>
    fresh.includes(id) && !known.has(id)
      ? [
          {
            pointer: `/memberIds/${at}`,
            code: 'reference_missing',
            message: 'There is no such member here.',
            params: { field: 'memberIds', entity: 'member' },
          },
        ]
      : [],
  )
}
