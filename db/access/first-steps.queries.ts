import type { Context } from '../core/context'
import { readOnce } from '../core/database'
import { type ObjectName, scopeOf } from '../core/grants.rules'
import type { FirstSteps } from './first-steps.model'

/** What somebody must be allowed to make so that a step is theirs. */
const made = {
  records: 'import',
  people: 'invitation',
  key: 'api_key',
  model: 'model',
} as const satisfies Record<keyof FirstSteps, ObjectName>

/** How far the workspace has come, in one look. Steps that the asker may not take are null, whatever is there. */
export async function firstSteps(ctx: Context): Promise<FirstSteps> {
  const [steps] = await readOnce(
    ctx,
    sql => sql<[FirstSteps]>`
      select
        exists (select 1 from lead where deleted_at is null) or exists (select 1 from customer where deleted_at is null)
          or exists (select 1 from contact where deleted_at is null) or exists (select 1 from deal where deleted_at is null) as records,
        (select count(*) > 1 from member)
          or exists (select 1 from invitation where accepted_at is null and revoked_at is null and expires_at > ${ctx.clock().toISOString()}) as people,
        exists (select 1 from api_key where revoked_at is null) as key,
        exists (select 1 from model_version) as model`,
  )
  const ofAsker = (step: keyof FirstSteps) =>
    scopeOf(ctx.access, made[step], 'create') ? (steps?.[step] ?? false) : null
  return {
    records: ofAsker('records'),
    people: ofAsker('people'),
    key: ofAsker('key'),
    model: ofAsker('model'),
  }
}
