import { isDeepStrictEqual } from 'node:util'
import { authorise, type Context } from '../core/context'
import { invalid, type Problem } from '../core/errors'
import { checkVersion, type ExpectedVersion } from '../core/expected-version'
import { folded } from '../core/folding.rules'
import { parse } from '../core/parse'
import { write } from '../events/write'
import { checkRecordCondition } from '../filter/filter.rules'
import { askRecount } from './ask-recount'
import { policiesIn, policyCatalogue } from './policies.queries'
import { type KnownServicePolicies, ServicePolicies, type ServicePolicy } from './policy.model'
import { servicePolicyEvents } from './service-levels.events'

/**
 * Sets what is promised, all policies in their order, and asks for the clocks of open tickets to be counted anew. `version` is that of the policies it was made on. Throws
 * `invalid` for a condition or a calendar that there is not and for a name or an id that two have, `stale`, `forbidden`.
 */
export async function setServicePolicies(
  ctx: Context,
  input: unknown,
  version?: ExpectedVersion,
): Promise<KnownServicePolicies> {
  authorise(ctx, 'assignment', 'update')
  const { policies } = parse(ServicePolicies, input) as { policies: ServicePolicy[] }
  return write(ctx, async ({ tx, emit }) => {
    await tx`select pg_advisory_xact_lock(hashtextextended(${`service levels ${ctx.workspaceId}`}, 0))`
    const before = await policiesIn(tx)
    checkVersion(version, before.version)
    const catalogue = await policyCatalogue(tx, policies)
    const calendars = await tx<{ id: string }[]>`select id from calendar where deleted_at is null`
    const problems = [
      ...doubled(policies),
      ...policies.flatMap(({ id, when, calendarId }, at) => {
        const was = before.policies.find(one => one.id === id)
        const isKnown = !calendarId || calendars.some(calendar => calendar.id === calendarId)
        return [
          // What has stayed as it was may ask for what has gone since: that is told by its faults.
          ...(isDeepStrictEqual(was?.when, when)
            ? []
            : checkRecordCondition(when, `/policies/${at}/when`, catalogue)),
          ...(isKnown || was?.calendarId === calendarId
            ? []
            : [
                {
                  pointer: `/policies/${at}/calendarId`,
                  code: 'reference_missing',
                  message: 'There is no such calendar here.',
                },
              ]),
        ]
      }),
    ]
    if (problems.length) throw invalid(problems)
    if (isDeepStrictEqual(before.policies, policies)) return before
    const next = before.version + 1
    await tx`
      insert into service_policies (workspace_id, policies, version, updated_at, updated_by)
      values (${ctx.workspaceId}, ${tx.json(policies as never)}, ${next}, ${ctx.clock()}, ${ctx.access.memberId})
      on conflict (workspace_id) do update set policies = excluded.policies, version = excluded.version,
        updated_at = excluded.updated_at, updated_by = excluded.updated_by`
    await askRecount(ctx, tx, 'policies')
    emit(
      servicePolicyEvents.changed(ctx.workspaceId, {
        version: next,
        names: policies.map(({ name }) => name),
      }),
    )
    return policiesIn(tx)
  })
}

function doubled(policies: readonly ServicePolicy[]): Problem[] {
  const seen = new Set<string>()
  const isSecond = (key: string) => seen.has(key) || !seen.add(key)
  return policies.flatMap(({ id, name }, at) => [
    ...(isSecond(id)
      ? [{ pointer: `/policies/${at}/id`, code: 'duplicate', message: 'Two policies have this id.' }]
      : []),
    ...(isSecond(folded(name))
      ? [
          {
            pointer: `/policies/${at}/name`,
            code: 'name_taken',
            message: 'Two policies have this name.',
            params: { name },
          },
        ]
      : []),
  ])
}
