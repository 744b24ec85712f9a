import { isDeepStrictEqual } from 'node:util'
import { authorise, type Context } from '../core/context'
import { invalid, type Problem } from '../core/errors'
import { checkVersion, type ExpectedVersion } from '../core/expected-version'
import { folded } from '../core/folding.rules'
import { parse } from '../core/parse'
import { write } from '../events/write'
import { checkRecordCondition } from '../filter/filter.rules'
import { responseRulesEvents } from './response.events'
import { type KnownResponseRules, type ResponseRule, ResponseRules } from './response.model'
import { responseCatalogue, responseRulesIn } from './response.queries'

/**
 * Sets how soon leads are to be answered, all rules in their order. Clocks that run go on as they are until their lead changes; new leads go by these. `version` is that of
 * the rules it was made on. Throws `invalid` for a condition that there is not and for a name or an id that two have, `stale`, `forbidden`.
 */
export async function setResponseRules(
  ctx: Context,
  input: unknown,
  version?: ExpectedVersion,
): Promise<KnownResponseRules> {
  authorise(ctx, 'assignment', 'update')
  const { rules } = parse(ResponseRules, input) as { rules: ResponseRule[] }
  return write(ctx, async ({ tx, emit }) => {
    await tx`select pg_advisory_xact_lock(hashtextextended(${`response ${ctx.workspaceId}`}, 0))`
    const before = await responseRulesIn(tx)
    checkVersion(version, before.version)
    const catalogue = await responseCatalogue(tx, rules)
    const problems = [
      ...doubled(rules),
      ...rules.flatMap(({ id, when }, at) =>
        // What has stayed as it was may ask for what has gone since: that is told by its faults.
        isDeepStrictEqual(before.rules.find(one => one.id === id)?.when, when)
          ? []
          : checkRecordCondition(when, `/rules/${at}/when`, catalogue),
      ),
    ]
    if (problems.length) throw invalid(problems)
    if (isDeepStrictEqual(before.rules, rules)) return before
    const next = before.version + 1
    await tx`
      insert into response_rules (workspace_id, rules, version, updated_at, updated_by)
      values (${ctx.workspaceId}, ${tx.json(rules as never)}, ${next}, ${ctx.clock()}, ${ctx.access.memberId})
      on conflict (workspace_id) do update set rules = excluded.rules, version = excluded.version,
        updated_at = excluded.updated_at, updated_by = excluded.updated_by`
    emit(
      responseRulesEvents.changed(ctx.workspaceId, { version: next, names: rules.map(({ name }) => name) }),
    )
    return responseRulesIn(tx)
  })
}

function doubled(rules: readonly ResponseRule[]): Problem[] {
  const seen = new Set<string>()
  const isSecond = (key: string) => seen.has(key) || !seen.add(key)
  return rules.flatMap(({ id, name }, at) => [
    ...(isSecond(id)
      ? [{ pointer: `/rules/${at}/id`, code: 'duplicate', message: 'Two rules have this id.' }]
      : []),
    ...(isSecond(folded(name))
      ? [
          {
            pointer: `/rules/${at}/name`,
            code: 'name_taken',
            message: 'Two rules have this name.',
            params: { name },
          },
        ]
      : []),
  ])
}
