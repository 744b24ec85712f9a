import type { Context } from '../core/context'
import { readOnce, type Sql } from '../core/database'
import { type ObjectName, scopeOf } from '../core/grants.rules'
import type { FirstSteps } from './first-steps.model'
import { maySample } from './sample.rules'

/** What somebody must be allowed to make so that a step is theirs. */
const made = {
  records: 'import',
  people: 'invitation',
  key: 'api_key',
  model: 'model',
} as const satisfies Record<Exclude<keyof FirstSteps, 'sample'>, ObjectName>

/** How far the workspace has come, in one look. Steps that the asker may not take are null, whatever is there. */
export async function firstSteps(ctx: Context): Promise<FirstSteps> {
  const [steps] = await readOnce(
    ctx,
    sql => sql<[FirstSteps & { sampled: boolean }]>`
      with sample as (select id, state from bulk where verb = 'sample' and state <> 'undone')
      select
        ${own(sql, 'lead')} or ${own(sql, 'customer')} or ${own(sql, 'contact')} or ${own(sql, 'deal')} as records,
        exists (select 1 from sample where state in ('done', 'cancelled', 'failed')) as sample,
        exists (select 1 from sample) as sampled,
        (select count(*) > 1 from member)
          or exists (select 1 from invitation where accepted_at is null and revoked_at is null and expires_at > ${ctx.clock().toISOString()}) as people,
        exists (select 1 from api_key where revoked_at is null) as key,
        exists (select 1 from model_version) as model`,
  )
  const ofAsker = (step: keyof typeof made) =>
    scopeOf(ctx.access, made[step], 'create') ? (steps?.[step] ?? false) : null
  return {
    records: ofAsker('records'),
    sample: maySample(ctx.access) && !(steps?.records && !steps.sampled) ? (steps?.sample ?? false) : null,
    people: ofAsker('people'),
    key: ofAsker('key'),
    model: ofAsker('model'),
  }
}

/** There is such a record that is not of the sample data. */
const own = (sql: Sql, name: string) => sql`exists (
  select 1 from ${sql(name)} t where t.deleted_at is null and not exists (
    select 1 from event e where e.workspace_id = t.workspace_id and e.subject_id = t.id and e.kind = ${`${name}.created`}
      and e.cause_id in (select id from sample)))`
