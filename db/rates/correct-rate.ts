import type { Context } from '../core/context'
import { conflict, refused } from '../core/errors'
import { parse } from '../core/parse'
import { write } from '../events/write'
import { RateCorrect, type RateCorrected } from './correct-rate.model'
import { checkMayCorrect, isRevalued, previewIn } from './correction.queries'
import { freezeMissing } from './freeze-rates'
import { closingRateEvents, rateEvents } from './rates.events'

/**
 * Enters the right rate of a day, and values by it what was closed on the days that are named: the one way in which a frozen rate changes. Each deal tells of it. Throws `conflict`
 * (`rate.preview_old`) where anything is otherwise than the preview had it, `refused` for a day that is not among those of the preview (`rate.not_of_preview`) or by the rule of a rate, `forbidden`.
 */
export async function correctRate(ctx: Context, input: unknown): Promise<RateCorrected> {
  checkMayCorrect(ctx)
  const { days, digest, ...quoted } = parse(RateCorrect, input)
  const { workspaceId } = ctx
  const { day, currency, rate } = quoted
  return write(ctx, async ({ tx, emit }) => {
    // Rates and closing days wait for each other here.
    await tx`select 1 from closing_rate where workspace_id = ${workspaceId} and currency = ${currency} and day >= ${day}::date order by day for update`
    const seen = await previewIn(ctx, tx, quoted)
    if (seen.digest !== digest)
      throw conflict(
        'Rates or deals have changed since the preview: look at it again.',
        {},
        'rate.preview_old',
      )
    const stranger = days.find(one => !seen.days.some(known => known.day === one))
    if (stranger)
      throw refused('rate.not_of_preview', `Nothing that was closed on ${stranger} goes by this rate.`, {
        day: stranger,
      })
    await tx`
      insert into exchange_rate (workspace_id, currency, day, rate, source, set_by, set_at)
      values (${workspaceId}, ${currency}, ${day}::date, ${rate}::numeric, 'manual', ${ctx.access.memberId}, ${ctx.clock().toISOString()})
      on conflict (workspace_id, currency, day) do update set rate = excluded.rate, source = excluded.source, set_by = excluded.set_by, set_at = excluded.set_at`
    await tx`
      update closing_rate set rate = ${rate}::numeric, rate_day = ${day}::date
      where workspace_id = ${workspaceId} and currency = ${currency} and day = any(${days}::date[])`
    await freezeMissing(tx, workspaceId, [currency])
    // Also those in the bin: they come back as they are valued now.
    const deals = await tx<{ id: string; closedOn: string }[]>`
      select d.id, d.closed_on::text as closed_on from deal d
      where d.workspace_id = ${workspaceId} and d.closed_on = any(${days}::date[]) and ${isRevalued(tx, { currency, to: seen.in })}
      order by d.id`
    const before = new Map(seen.days.map(one => [one.day, one.rate]))
    for (const { id, closedOn } of deals)
      emit(
        closingRateEvents.corrected(id, {
          day: closedOn,
          currency,
          before: before.get(closedOn)!,
          after: rate,
        }),
      )
    const at = `${day} ${currency}`
    emit(
      rateEvents.corrected(
        workspaceId,
        { day, currency, days: days.length, deals: deals.length },
        { before: { [at]: seen.before }, after: { [at]: rate } },
      ),
    )
    return { days: days.length, deals: deals.length }
  })
}
