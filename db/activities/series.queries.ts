import { authorise, type Context } from '../core/context'
import { readOnce } from '../core/database'
import { notFound } from '../core/errors'
import { isUuid } from '../core/ids'
import { scopeSql } from '../records/scope'
import { activityEntity } from './activities.entity'
import type { SeriesShown } from './series.model'
import { partsOf } from './series.rules'
import { daysIn } from './series-days'

const lastKnown = '2199-12-31'

/** By which rule a meeting repeats, and how many there are. Throws `not_found` for one that does not, or is out of reach. */
export async function readSeries(ctx: Context, activityId: string): Promise<SeriesShown> {
  const scope = authorise(ctx, 'activity', 'read')
  if (!isUuid(activityId)) throw notFound('activity')
  const [found] = await readOnce(
    ctx,
    sql => sql<Omit<SeriesShown, 'lastDay'>[]>`
      select s.id, s.rule, s.time_zone, s.first_day::text as first_day,
        count(*) filter (where a.occurred_at is null)::int as coming, count(*) filter (where a.occurred_at is not null)::int as held
      from meeting_series s join activity a on a.series_id = s.id::text and a.workspace_id = s.workspace_id and a.deleted_at is null
      where s.id::text = (select t.series_id from activity t where t.id = ${activityId} and t.workspace_id = ${ctx.workspaceId} ${scopeSql(ctx, sql, activityEntity, scope)})
      group by s.id`,
  )
  if (!found) throw notFound('activity')
  const { until, count } = partsOf(found.rule)
  const lastDay = until || count ? (daysIn(found, found.firstDay, until ?? lastKnown).at(-1) ?? null) : null
  return { ...found, lastDay }
}
