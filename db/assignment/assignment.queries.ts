import { workingTimesIn } from '../calendars/working-times.queries'
import { authorise, type Context } from '../core/context'
import { inWorkspace, type Tx } from '../core/database'
import { fieldsOf } from '../filter/describe.rules'
import { targetOf } from '../filter/target.rules'
import { customOf, territoriesOf } from './assignment.facts'
import type { AssignmentFault, AssignmentRule, KnownAssignment } from './assignment.model'
import { asksForHours, leadCatalogue, peopleOf, teamsOf } from './assignment.rules'
import { takersOf } from './takers.queries'

/** The rules in their order, with why one does not do what it says. */
export async function readAssignment(ctx: Context): Promise<KnownAssignment> {
  authorise(ctx, 'assignment', 'read')
  return inWorkspace(ctx, tx => assignmentIn(ctx, tx))
}

export async function assignmentIn(ctx: Context, tx: Tx): Promise<KnownAssignment> {
  const [kept] = await tx<
    { rules: AssignmentRule[]; version: number }[]
  >`select rules, version from assignment_rules`
  const rules = kept?.rules ?? []
  return { version: kept?.version ?? 0, rules, faults: await assignmentFaults(ctx, tx, rules) }
}

/** What of rules nobody can fulfil, rule by rule. */
export async function assignmentFaults(
  ctx: Context,
  tx: Tx,
  rules: readonly AssignmentRule[],
): Promise<AssignmentFault[]> {
  if (rules.length === 0) return []
  const members = rules.flatMap(peopleOf).map(({ memberId }) => memberId)
  const teams = rules.flatMap(teamsOf)
  const catalogue = leadCatalogue(await customOf(tx, rules))
  const byId = await takersOf(ctx, tx, members, ctx.clock())
  const known = await tx<{ id: string }[]>`select id from team where id = any(${teams}::uuid[])`
  const territories = [...(await territoriesOf(tx, rules)).values()]
  const now = ctx.clock().getTime()
  const watched = [
    ...new Set(
      rules
        .filter(asksForHours)
        .flatMap(peopleOf)
        .map(({ memberId }) => memberId),
    ),
  ]
  const times = watched.length ? (await workingTimesIn(ctx, tx, watched)).members : new Map()
  return rules.flatMap(rule => {
    const { id: ruleId, when, way } = rule
    const gone = (when ? fieldsOf(when) : []).filter(key => !targetOf(key, catalogue))
    const faults = gone.map((field): AssignmentFault => ({ ruleId, code: 'field_gone', field, names: [] }))
    if (way.type === 'queue' && !known.some(({ id }) => id === way.teamId))
      faults.push({ ruleId, code: 'team_gone', field: null, names: [] })
    if (way.type === 'territory' && !territories.some(({ memberIds }) => memberIds.length))
      faults.push({ ruleId, code: 'no_territory', field: null, names: [] })
    const waits = rule.atWork?.otherwise === 'queue' ? rule.atWork.teamId : undefined
    if (waits && !known.some(({ id }) => id === waits))
      faults.push({ ruleId, code: 'queue_gone', field: null, names: [] })
    const named = peopleOf(rule).map(({ memberId }) => byId.get(memberId))
    const left = named.filter(taker => taker?.left !== false)
    const away = named.filter(taker => taker?.away && !taker.left)
    const tell = (code: AssignmentFault['code'], whom: typeof named) =>
      faults.push({ ruleId, code, field: null, names: whom.flatMap(taker => taker?.name ?? []) })
    if (left.length) tell(left.length === named.length ? 'nobody_left' : 'some_left', left)
    if (away.length) tell('away', away)
    const idle = asksForHours(rule)
      ? peopleOf(rule).filter(({ memberId }) => times.get(memberId)?.nextOpen(now) === undefined)
      : []
    const never = idle.map(({ memberId }) => byId.get(memberId)).filter(taker => taker?.left === false)
    if (never.length) tell('no_hours', never)
    return faults
  })
}
