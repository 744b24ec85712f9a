import { authorise, type Context } from '../core/context'
import { inWorkspace, type Tx } from '../core/database'
import { fieldsOf } from '../filter/describe.rules'
import { targetOf } from '../filter/target.rules'
import { customOf } from './assignment.facts'
import type { AssignmentFault, AssignmentRule, KnownAssignment } from './assignment.model'
import { leadCatalogue, peopleOf } from './assignment.rules'
import type { Taker } from './may-take.rules'

/** The rules in their order, with why one does not do what it says. */
export async function readAssignment(ctx: Context): Promise<KnownAssignment> {
  authorise(ctx, 'assignment', 'read')
  return inWorkspace(ctx, assignmentIn)
}

export async function assignmentIn(tx: Tx): Promise<KnownAssignment> {
  const [kept] = await tx<
    { rules: AssignmentRule[]; version: number }[]
  >`select rules, version from assignment_rules`
  const rules = kept?.rules ?? []
  return { version: kept?.version ?? 0, rules, faults: await assignmentFaults(tx, rules) }
}

/** What of rules nobody can fulfil, rule by rule. */
export async function assignmentFaults(tx: Tx, rules: readonly AssignmentRule[]): Promise<AssignmentFault[]> {
  if (rules.length === 0) return []
  const members = rules.flatMap(peopleOf).map(({ memberId }) => memberId)
  const teams = rules.flatMap(({ way }) => (way.type === 'queue' ? [way.teamId] : []))
  const catalogue = leadCatalogue(await customOf(tx, rules))
  const people = await tx<(Taker & { id: string })[]>`
    select id, name, deleted_at is not null as left from member where id = any(${members}::uuid[])`
  const known = await tx<{ id: string }[]>`select id from team where id = any(${teams}::uuid[])`
  const byId = new Map(people.map(one => [one.id, one]))
  return rules.flatMap(rule => {
    const { id: ruleId, when, way } = rule
    const gone = (when ? fieldsOf(when) : []).filter(key => !targetOf(key, catalogue))
    const faults = gone.map((field): AssignmentFault => ({ ruleId, code: 'field_gone', field, names: [] }))
    if (way.type === 'queue' && !known.some(({ id }) => id === way.teamId))
      faults.push({ ruleId, code: 'team_gone', field: null, names: [] })
    const named = peopleOf(rule)
    const left = named.filter(({ memberId }) => byId.get(memberId)?.left !== false)
    if (left.length) {
      const names = left.flatMap(({ memberId }) => byId.get(memberId)?.name ?? [])
      faults.push({
        ruleId,
        code: left.length === named.length ? 'nobody_left' : 'some_left',
        field: null,
        names,
      })
    }
    return faults
  })
}
