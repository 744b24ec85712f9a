import type { Context } from '../core/context'
import { conflict } from '../core/errors'
import type { Write } from '../events/write'
import { numberText, seriesOf } from './quote-number.rules'

/**
 * The next number of the day's range, for a quote. The row of the range is locked until the transaction ends, so that whoever comes next waits for it: where it is rolled
 * back, or its process ends, the number was never given. Throws `conflict` (`quote.number_taken`) where another pattern wrote the same number before.
 */
export async function takeNumber(
  ctx: Context,
  { tx }: Pick<Write, 'tx'>,
  { quoteId, pattern, day }: { quoteId: string; pattern: string; day: string },
): Promise<string> {
  const series = seriesOf(pattern, day)
  const [taken] = await tx<{ n: number }[]>`
    insert into quote_series as s (workspace_id, series, first, next) values (${ctx.workspaceId}, ${series}, 1, 2)
    on conflict (workspace_id, series) do update set next = s.next + 1 returning next - 1 as n`
  const n = taken!.n
  const number = numberText(pattern, day, n)
  const given = await tx`
    insert into quote_number (workspace_id, series, n, number, quote_id, given_at)
    values (${ctx.workspaceId}, ${series}, ${n}, ${number}, ${quoteId}, ${ctx.clock()})
    on conflict (workspace_id, number) do nothing`
  if (given.count === 0)
    throw conflict(
      `There is a quote ${number} already. Change how numbers are written.`,
      { number },
      'quote.number_taken',
    )
  return number
}
