import type { WorkingTimes } from '../calendars/working-time.rules'
import { workingTimesIn } from '../calendars/working-times.queries'
import type { Context } from '../core/context'
import { allOf, type Tx } from '../core/database'
import type { Field } from '../core/field.model'
import type { Write } from '../events/write'
import { customCatalogue } from '../fields/custom-fields.queries'
import { fieldsOf } from '../filter/describe.rules'
import type { Lead } from '../leads/leads.model'
import type { By, Change } from '../records/change.model'
import type { AssignmentRule } from './assignment.model'
import {
  type AssignmentFacts,
  asksForHours,
  isOpenToRules,
  peopleOf,
  type ReadyRule,
  readyRule,
  takesTurns,
  teamsOf,
} from './assignment.rules'
import { hoursAt } from './may-take.rules'
import { takersOf } from './takers.queries'
import type { Turns } from './turns.rules'

const noFacts = (): AssignmentFacts => ({
  rules: [],
  people: new Map(),
  hours: hoursAt(new Map(), 0),
  territories: new Map(),
  teams: new Map(),
  turns: new Map(),
  loads: new Map(),
  moved: new Set(),
})

/** What a transaction has read: its batch settles what it has come to. */
const readIn = new WeakMap<Tx, AssignmentFacts>()

/** The rules that have a say in a batch of leads, and what they go by. Locks whose turn it is until the transaction ends. */
export async function assignmentFacts(
  ctx: Context,
  tx: Tx,
  changes: readonly Change<Lead>[],
  by: By,
): Promise<AssignmentFacts> {
  if (by.putsBack || !changes.some(isOpenToRules)) return noFacts()
  const [kept] = await tx<{ rules: AssignmentRule[] }[]>`select rules from assignment_rules`
  const made = by.way === 'import' ? 'import' : 'creation'
  const due = (kept?.rules ?? []).filter(
    ({ active, on }) =>
      active && changes.some(change => (change.before ? on.change : on[made]) && isOpenToRules(change)),
  )
  if (due.length === 0) return noFacts()
  const facts = await factsOfRules(ctx, tx, due, by.now, true)
  readIn.set(tx, facts)
  return facts
}

/** What rules go by, and the working times behind it. `locks`: nobody else gives leads away by them until the transaction ends. */
export async function factsOfRules(
  ctx: Context,
  tx: Tx,
  rules: readonly AssignmentRule[],
  at: string,
  locks: boolean,
): Promise<AssignmentFacts & { times: ReadonlyMap<string, WorkingTimes> }> {
  const turning = rules.filter(takesTurns).map(({ id }) => id)
  const byLoad = rules.filter(({ way }) => way.type === 'load')
  const loaded = [...new Set(byLoad.flatMap(peopleOf).map(({ memberId }) => memberId))]
  const territories = await territoriesOf(tx, rules)
  const members = namedBy(rules, territories)
  const watched = namedBy(rules.filter(asksForHours), territories)
  const teams = rules.flatMap(teamsOf)
  // Locked before anything is counted: whoever waits then sees what the one before them has given away.
  const locked = [...turning, ...byLoad.map(({ id }) => id)]
  const turns = locked.length
    ? await tx<{ ruleId: string; turns: Turns }[]>`
        select rule_id, turns from assignment_turn where rule_id = any(${locked}::uuid[])
        order by rule_id ${locks ? tx`for update` : tx``}`
    : []
  const [custom, people, times, named, loads] = await allOf([
    customOf(tx, rules),
    takersOf(ctx, tx, members, new Date(at)),
    watched.length
      ? workingTimesIn(ctx, tx, watched).then(({ members }) => members)
      : Promise.resolve(new Map<string, WorkingTimes>()),
    teams.length
      ? tx<{ id: string; name: string }[]>`select id, name from team where id = any(${teams}::uuid[])`
      : Promise.resolve([]),
    loaded.length
      ? tx<{ ownerId: string; open: number }[]>`
          select owner_id, count(*)::int as open from lead
          where owner_id = any(${loaded}::uuid[]) and closed_at is null and deleted_at is null group by owner_id`
      : Promise.resolve([]),
  ])
  const asked = { now: new Date(at), timeZone: ctx.workspaceTimeZone }
  const open = new Map(loads.map(({ ownerId, open }) => [ownerId, open]))
  return {
    rules: rules.flatMap((rule): ReadyRule | ReadyRule[] => readyRule(rule, custom, asked) ?? []),
    people,
    times,
    hours: hoursAt(times, Date.parse(at)),
    territories,
    teams: new Map(named.map(({ id, name }) => [id, name])),
    turns: new Map(turns.map(({ ruleId, turns }) => [ruleId, turns])),
    loads: new Map(loaded.map(id => [id, open.get(id) ?? 0])),
    moved: new Set(),
  }
}

/** Everybody whom rules name, each once; those in territories where a rule goes by these. */
function namedBy(rules: readonly AssignmentRule[], territories: AssignmentFacts['territories']): string[] {
  const there = rules.some(({ way }) => way.type === 'territory') ? [...territories.values()] : []
  return [
    ...new Set([
      ...rules.flatMap(peopleOf).map(({ memberId }) => memberId),
      ...there.flatMap(({ memberIds }) => memberIds),
    ]),
  ]
}

/** The territories with who is in them, where a rule goes by them. */
export async function territoriesOf(
  tx: Tx,
  rules: readonly AssignmentRule[],
): Promise<AssignmentFacts['territories']> {
  if (!rules.some(({ way }) => way.type === 'territory')) return new Map()
  const rows = await tx<{ id: string; parentId: string | null; memberIds: string[] }[]>`
    select t.id, t.parent_id, array(
      select p.member_id::text from territory_member p where p.territory_id = t.id order by 1) as member_ids
    from territory t where t.deleted_at is null`
  return new Map(rows.map(({ id, ...territory }) => [id, territory]))
}

/** The workspace's own fields of leads, where a condition asks for one. */
export async function customOf(tx: Tx, rules: readonly AssignmentRule[]): Promise<Record<string, Field>> {
  const asks = rules.some(({ when }) => when && fieldsOf(when).some(key => key.startsWith('custom.')))
  return asks ? customCatalogue(tx, 'lead') : {}
}

/** Keeps whose turn it is after the batch that this transaction has written. */
export function keepTurns({ tx, send }: Write): void {
  const facts = readIn.get(tx)
  if (!facts?.moved.size) return
  const rows = [...facts.moved].map(id => ({ rule_id: id, turns: facts.turns.get(id) }))
  facts.moved.clear()
  send(tx`
    update assignment_turn t set turns = r.turns
    from jsonb_to_recordset(${tx.json(rows as never)}) as r(rule_id uuid, turns jsonb) where t.rule_id = r.rule_id`)
}
