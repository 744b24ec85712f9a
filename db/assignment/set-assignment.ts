import { isDeepStrictEqual } from 'node:util'
import { authorise, type Context } from '../core/context'
import type { Tx } from '../core/database'
import { invalid, type Problem } from '../core/errors'
import { checkVersion, type ExpectedVersion } from '../core/expected-version'
import { folded } from '../core/folding.rules'
import { parse } from '../core/parse'
import { write } from '../events/write'
import { fieldsOf } from '../filter/describe.rules'
import type { FilterCatalogue } from '../filter/filter.model'
import { checkRecordCondition } from '../filter/filter.rules'
import { catalogueOf } from '../records/catalogue'
import { entityNamed } from '../records/registry'
import { assignmentEvents } from './assignment.events'
import { type AssignmentRule, AssignmentRules, type KnownAssignment } from './assignment.model'
import { assignmentIn } from './assignment.queries'
import { peopleOf, teamsOf } from './assignment.rules'

/**
 * Sets the rules by which leads are assigned, all of them in their order. `version` is that of the rules it was made on. Throws `invalid` for a person, a team, a
 * field or a condition that there is not and for a name that two have, `stale`, `forbidden`.
 */
export async function setAssignment(
  ctx: Context,
  input: unknown,
  version?: ExpectedVersion,
): Promise<KnownAssignment> {
  authorise(ctx, 'assignment', 'update')
  const { rules } = parse(AssignmentRules, input) as { rules: AssignmentRule[] }
  const catalogue = await assignmentCatalogue(ctx, rules)
  return write(ctx, async ({ tx, emit }) => {
    await tx`select pg_advisory_xact_lock(hashtextextended(${`assignment ${ctx.workspaceId}`}, 0))`
    const before = await assignmentIn(ctx, tx)
    checkVersion(version, before.version)
    await checkAssignment(tx, rules, catalogue, before.rules)
    if (isDeepStrictEqual(before.rules, rules)) return before
    const next = before.version + 1
    await tx`
      insert into assignment_rules (workspace_id, rules, version, updated_at, updated_by)
      values (${ctx.workspaceId}, ${tx.json(rules as never)}, ${next}, ${ctx.clock()}, ${ctx.access.memberId})
      on conflict (workspace_id) do update set rules = excluded.rules, version = excluded.version,
        updated_at = excluded.updated_at, updated_by = excluded.updated_by`
    const ids = rules.map(({ id }) => id)
    await tx`delete from assignment_turn where rule_id <> all(${ids}::uuid[])`
    await tx`
      insert into assignment_turn (rule_id, workspace_id) select id, ${ctx.workspaceId} from unnest(${ids}::uuid[]) id
      on conflict do nothing`
    emit(assignmentEvents.changed(ctx.workspaceId, { version: next, names: rules.map(({ name }) => name) }))
    return assignmentIn(ctx, tx)
  })
}

/** What a condition may ask for: fields of the lead itself that the asker may read. */
export async function assignmentCatalogue(
  ctx: Context,
  rules: readonly AssignmentRule[],
): Promise<FilterCatalogue> {
  const asked = rules.flatMap(({ when }) => (when ? fieldsOf(when) : []))
  return { ...(await catalogueOf(ctx, entityNamed('lead')!, asked)), relations: {}, makers: {} }
}

/** Refuses rules that name what there is not. Somebody who has left since may stay in a rule that named them before. */
export async function checkAssignment(
  tx: Tx,
  rules: readonly AssignmentRule[],
  catalogue: FilterCatalogue,
  kept: readonly AssignmentRule[] = [],
): Promise<void> {
  const problems = [
    ...doubled(rules),
    ...conditions(rules, catalogue, kept),
    ...(await strangers(tx, rules, kept)),
  ]
  if (problems.length) throw invalid(problems)
}

function doubled(rules: readonly AssignmentRule[]): Problem[] {
  const seen = new Set<string>()
  return rules.flatMap(({ id, name }, at) => {
    const again = [
      ...(seen.has(id)
        ? [{ pointer: `/rules/${at}/id`, code: 'duplicate', message: 'Two rules have this id.' }]
        : []),
      ...(seen.has(folded(name))
        ? [
            {
              pointer: `/rules/${at}/name`,
              code: 'name_taken',
              message: 'Two rules have this name.',
              params: { name },
            },
          ]
        : []),
    ]
    seen.add(id)
    seen.add(folded(name))
    return again
  })
}

function conditions(
  rules: readonly AssignmentRule[],
  catalogue: FilterCatalogue,
  kept: readonly AssignmentRule[],
): Problem[] {
  return rules.flatMap(({ id, when }, at): Problem[] => {
    if (isDeepStrictEqual(kept.find(one => one.id === id)?.when, when)) return []
    return checkRecordCondition(when, `/rules/${at}/when`, catalogue)
  })
}

async function strangers(
  tx: Tx,
  rules: readonly AssignmentRule[],
  kept: readonly AssignmentRule[],
): Promise<Problem[]> {
  const before = new Set(kept.flatMap(namedBy).map(({ named }) => named))
  const all = rules.flatMap(namedBy).map(({ named }) => named)
  const fresh = [...new Set(all)].filter(named => !before.has(named))
  if (fresh.length === 0) return []
  const rows = await tx<{ named: string }[]>`
    select 'member ' || id as named from member where id = any(${fresh.map(idOf)}::uuid[]) and deleted_at is null
    union all select 'team ' || id from team where id = any(${fresh.map(idOf)}::uuid[])`
  const known = new Set(rows.map(({ named }) => named))
  return rules.flatMap((rule, at) => {
    const unknown = namedBy(rule).filter(({ named }) => !before.has(named) && !known.has(named))
    return ['way', 'atWork'].flatMap(place => {
      const first = unknown.find(one => one.place === place)
      if (!first) return []
      const [entity = ''] = first.named.split(' ')
      const message = `There is no such ${entity} in this workspace.`
      return [{ pointer: `/rules/${at}/${place}`, code: 'reference_missing', message, params: { entity } }]
    })
  })
}

/** Whom a rule names, as `member <id>` or `team <id>`, and where. */
const namedBy = (rule: AssignmentRule): { named: string; place: 'way' | 'atWork' }[] => {
  const { way } = rule
  return [
    ...peopleOf(rule).map(({ memberId }) => ({ named: `member ${memberId}`, place: 'way' as const })),
    ...teamsOf(rule).map((id, n) => ({
      named: `team ${id}`,
      place: way.type === 'queue' && n === 0 ? ('way' as const) : ('atWork' as const),
    })),
  ]
}

const idOf = (named: string): string => named.slice(named.indexOf(' ') + 1)
