import { authorise, type Context } from '../core/context'
import { Fault } from '../core/errors'
import { instantMs } from '../core/field.model'
import { parse } from '../core/parse'
import { dayAt } from '../core/time-zone.rules'
import { write } from '../events/write'
import { writeBatch } from '../records/write-batch'
import { activityEntity } from './activities.entity'
import { endBefore } from './change-series'
import { openSeries } from './occurrences'
import { SeriesCancel, type SeriesChanged } from './series.model'

/** Puts meetings of a series into the bin, from where each can be brought back, and makes no more of them. Throws `not_found`, `forbidden`, and `refused` as `changeSeries` does. */
export async function cancelSeries(ctx: Context, id: string, input: unknown): Promise<SeriesChanged> {
  authorise(ctx, 'activity', 'archive')
  const { which } = parse(SeriesCancel, input)
  return write(ctx, async to => {
    const opened = await openSeries(ctx, to.tx, id, { which, action: 'archive', version: undefined })
    const { series, coming, hasEarlier, kept } = opened
    const causing: Context = { ...ctx, cause: { type: 'series', id: series.id } }
    const deletedAt = ctx.clock().toISOString()
    const outcomes = await writeBatch(
      causing,
      to,
      activityEntity,
      coming.map(before => ({ before, values: { deletedAt } })),
    )
    for (const outcome of outcomes) if (outcome instanceof Fault) throw outcome
    if (hasEarlier)
      await endBefore(ctx, to.tx, series, dayAt(instantMs(coming[0]!.seriesAt!), series.timeZone))
    else
      await to.tx`update meeting_series set extend_at = null, version = version + 1, updated_at = ${deletedAt} where id = ${series.id}`
    return { changed: 0, made: 0, cancelled: coming.length, kept }
  })
}
