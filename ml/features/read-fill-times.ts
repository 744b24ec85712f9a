import type { Context } from '@sextant/db/core/context'
import { inWorkspace } from '@sextant/db/core/database'
import type { FilledWhen, Suspect } from '@sextant/db/models/card.model'
import { remark } from '@sextant/db/models/remark.rules'
import type { OutcomeModel } from './outcome-model'

/** Decided records that are looked at, the last decided: enough for a share. */
const mostRecords = 20_000
const leastLate = 30
const lateShare = 0.5

/** The record's own field that a feature is made of; undefined where it is made of something else. */
export function fieldOf({ entity }: OutcomeModel, feature: string): string | undefined {
  if (feature.startsWith('custom.')) return feature
  const field = feature.split('.')[0]!
  return field in entity.model.fields ? field : undefined
}

/** The suspects with when their values came, by the log, and with a sign against those that mostly came with the outcome or after it. */
export async function withFillTimes(
  ctx: Context,
  model: OutcomeModel,
  suspects: readonly Suspect[],
): Promise<Suspect[]> {
  const fields = suspects.map(({ key }) => fieldOf(model, key))
  const times = await fillTimes(ctx, model, [...new Set(fields.filter(field => field !== undefined))])
  return suspects.map((suspect, i) => {
    const filledWhen = times.get(fields[i] ?? '') ?? null
    if (!filledWhen) return suspect
    const told = filledWhen.before + filledWhen.after
    const share = filledWhen.after / Math.max(1, told)
    const isLate = filledWhen.after >= leastLate && share > lateShare
    return {
      ...suspect,
      filledWhen,
      likely: suspect.likely || isLate,
      signs: isLate ? [remark('suspect.late', { share }), ...suspect.signs] : suspect.signs,
    }
  })
}

/** By field: of decided records that have a value, when it first came. A day of an end begins at midnight: what came on it came with the outcome. */
export async function fillTimes(
  ctx: Context,
  { entity, won, lost, closed }: OutcomeModel,
  fields: readonly string[],
): Promise<Map<string, FilledWhen>> {
  if (fields.length === 0) return new Map()
  const ended = closed === 'closedOn' ? "(t.closed_on::timestamp at time zone 'UTC')" : 't.closed_at'
  const rows = await inWorkspace(
    ctx,
    tx => tx<({ field: string } & FilledWhen)[]>`
      with decided as (
        select t.id, ${tx.unsafe(ended)} as ended, t.created_at from ${tx(entity.name)} t
        where t.workspace_id = ${ctx.workspaceId} and t.deleted_at is null and t.status in (${won}, ${lost}) and ${tx.unsafe(ended)} is not null
        order by 2 desc limit ${mostRecords}),
      filled as (
        select d.id, a.key as field, min(e.occurred_at) as at, d.ended, d.created_at
        from decided d
        join event e on e.workspace_id = ${ctx.workspaceId} and e.subject_id = d.id
          and e.kind in (${`${entity.name}.created`}, ${`${entity.name}.updated`}) and e.after is not null
        cross join lateral jsonb_each(e.after) a
        where a.key = any(${[...fields]}) and a.value <> 'null'
        group by d.id, a.key, d.ended, d.created_at)
      select field,
        count(*) filter (where created_at < ended - interval '1 second' and at < ended) as before,
        count(*) filter (where created_at < ended - interval '1 second' and at >= ended) as after,
        count(*) filter (where created_at >= ended - interval '1 second') as unknown
      from filled group by field`,
  )
  return new Map(rows.map(({ field, before, after, unknown }) => [field, { before, after, unknown }]))
}
