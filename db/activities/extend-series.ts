import { workContext } from '../access/work-context'
import type { Clock } from '../core/clock'
import type { Database } from '../core/database'
import { dayAt } from '../core/time-zone.rules'
import { write } from '../events/write'
import { lockRecord } from '../records/read-record'
import { activityEntity } from './activities.entity'
import { extendAt, lockSeries, makeOccurrences } from './occurrences'
import { daysAhead, startOn } from './series-days'

/** So many series in a call: what is left waits for the next. */
const most = 100

/** Makes the next meetings of series that have no end, like the last one that there is. Gives how many. Any number may do so at once. */
export async function extendSeries({ db, clock }: { db: Database; clock: Clock }): Promise<number> {
  const due = await db.system<{ id: string; workspaceId: string }[]>`
    select id, workspace_id from meeting_series where extend_at <= ${clock()} order by extend_at limit ${most}`
  let made = 0
  for (const { id, workspaceId } of due) {
    const ctx = await workContext({ db, clock }, { workspaceId, task: 'due', id })
    made += await write(ctx, async to => {
      const series = await lockSeries(to.tx, id)
      // Whoever was quicker has made them.
      const [last] = await to.tx<{ id: string | null }[]>`
        select (select a.id from activity a where a.workspace_id = ${workspaceId} and a.series_id = ${id} and a.deleted_at is null
          order by a.series_at desc limit 1) as id
        from meeting_series s where s.id = ${id} and s.extend_at <= ${clock()}`
      if (!series || !last) return 0
      const like = last.id ? await lockRecord(to.tx, activityEntity, last.id) : null
      // Where all were cancelled one by one there is nothing to go on with.
      if (!like) {
        to.send(to.tx`update meeting_series set extend_at = null where id = ${id}`)
        return 0
      }
      const nowMs = clock().getTime()
      const { days, through, over } = daysAhead(series, series.madeThrough, dayAt(nowMs, series.timeZone))
      const coming = days.filter(day => startOn(series, day) > nowMs)
      to.send(to.tx`
        update meeting_series set made_through = ${through}, extend_at = ${over ? null : extendAt(series, through)} where id = ${id}`)
      return makeOccurrences(ctx, to, { series, like, days: coming })
    })
  }
  return made
}
