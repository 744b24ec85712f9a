import { authorise, type Context } from '../core/context'
import type { Tx } from '../core/database'
import { conflict, refused } from '../core/errors'
import { parse } from '../core/parse'
import { dayAt } from '../core/time-zone.rules'
import { type Write, write } from '../events/write'
import { freezeMissing } from './freeze-rates'
import { mostFileBytes, mostFileRates } from './rate-file.rules'
import { rateReaders } from './rate-readers.rules'
import { rateEvents } from './rates.events'
import { type QuotedRate, type RateFormat, RatesSave, type RatesSaved } from './rates.model'
import { faultIn } from './rates.rules'

/** How many rates an event tells one by one. */
const mostTold = 100

interface Row extends QuotedRate {
  before: string | null
  beforeSource: string | null
}

/**
 * Enters rates by hand. Throws `refused` by the rule of the first that cannot be taken (`rate.not_positive`, `rate.in_future`, …), `conflict` (`rate.taken`)
 * where there is one already and nothing was said of replacing it.
 */
export async function saveRates(ctx: Context, input: unknown): Promise<RatesSaved> {
  authorise(ctx, 'exchange_rate', 'create')
  const { rates, replace } = parse(RatesSave, input)
  return write(ctx, to => keepRates(ctx, to, rates, { source: 'manual', replace }))
}

/**
 * Keeps the rates of a file. One that was entered by hand stays as it is where a provider says another; a later file of the same provider is the better one.
 * Throws `refused`: `rate_file.too_large`, `rate_file.unreadable` (with the line), `rate_file.empty`, `rate_file.other_base`, or the rule of a rate.
 */
export async function saveRateFile(ctx: Context, format: RateFormat, text: string): Promise<RatesSaved> {
  authorise(ctx, 'exchange_rate', 'create')
  const { source, read } = rateReaders[format]
  if (text.length > mostFileBytes) throw fileTooLarge()
  const file = read(text)
  if ('line' in file)
    throw refused('rate_file.unreadable', `Line ${file.line} of the file cannot be read.`, {
      line: file.line,
    })
  if (file.rates.length === 0) throw refused('rate_file.empty', 'There is no rate in the file.')
  if (file.rates.length > mostFileRates) throw fileTooLarge()
  return write(ctx, async to => {
    const base = await baseOf(ctx, to.tx)
    if (file.base !== null && file.base !== base)
      throw refused(
        'rate_file.other_base',
        `The file has what one ${file.base} is, and the base here is ${base}.`,
        {
          base,
          of: file.base,
        },
      )
    return keepRates(ctx, to, file.rates, { source, replace: true })
  })
}

export const fileTooLarge = () =>
  refused('rate_file.too_large', 'A file of rates has at most 24 MB and 500,000 rates.', { mb: 24 })

async function keepRates(
  ctx: Context,
  { tx, emit }: Write,
  rates: readonly QuotedRate[],
  by: { source: RatesSource; replace: boolean },
): Promise<RatesSaved> {
  const base = await baseOf(ctx, tx)
  const now = ctx.clock()
  const fault = faultIn(rates, { base, today: dayAt(now.getTime(), ctx.workspaceTimeZone) })
  if (fault) throw refused(fault.rule, fault.message, fault.params)
  const rows = tx`unnest(${rates.map(({ day }) => day)}::date[], ${rates.map(({ currency }) => currency)}::text[], ${rates.map(({ rate }) => rate)}::numeric[]) as r(day, currency, rate)`
  const others = await tx<Row[]>`
    select r.day::text as day, r.currency, trim_scale(r.rate)::text as rate, trim_scale(x.rate)::text as before, x.source as before_source
    from ${rows} left join exchange_rate x on x.workspace_id = ${ctx.workspaceId} and x.currency = r.currency and x.day = r.day
    where x.rate is distinct from r.rate or x.source is distinct from ${by.source}
    order by r.day, r.currency`
  const kept = others.filter(({ beforeSource }) => by.source !== 'manual' && beforeSource === 'manual')
  const changed = others.filter(row => !kept.includes(row))
  const taken = changed.find(({ before, rate }) => before !== null && before !== rate)
  if (taken && !by.replace)
    throw conflict(
      `There is a rate of ${taken.currency} on ${taken.day} already.`,
      { day: taken.day, currency: taken.currency, rate: taken.before },
      'rate.taken',
    )
  const days = changed.map(({ day }) => day)
  const added = changed.filter(({ before }) => before === null).length
  const saved = {
    added,
    replaced: changed.length - added,
    same: rates.length - others.length,
    kept: kept.length,
    from: days[0] ?? null,
    until: days.at(-1) ?? null,
  }
  if (changed.length === 0) return saved
  const changes = tx`unnest(${days}::date[], ${changed.map(({ currency }) => currency)}::text[], ${changed.map(({ rate }) => rate)}::numeric[]) as r(day, currency, rate)`
  await tx`
    insert into exchange_rate (workspace_id, currency, day, rate, source, set_by, set_at)
    select ${ctx.workspaceId}, currency, day, rate, ${by.source}, ${ctx.access.memberId}, ${now.toISOString()} from ${changes}
    order by 2, 3
    on conflict (workspace_id, currency, day) do update set rate = excluded.rate, source = excluded.source, set_by = excluded.set_by, set_at = excluded.set_at`
  await freezeMissing(tx, ctx.workspaceId, [...new Set(changed.map(({ currency }) => currency))].toSorted())
  const { same: _, kept: __, ...counts } = saved
  emit(rateEvents.saved(ctx.workspaceId, { source: by.source, ...counts }, toldOf(changed)))
  return saved
}

type RatesSource = (typeof rateReaders)[RateFormat]['source']

function toldOf(changed: readonly Row[]) {
  if (changed.length > mostTold) return {}
  const by = (value: (row: Row) => string | null) =>
    Object.fromEntries(changed.map(row => [`${row.day} ${row.currency}`, value(row)]))
  return { before: by(({ before }) => before), after: by(({ rate }) => rate) }
}

/** Of which currency one is so many of each other; held until the transaction ends. */
async function baseOf(ctx: Context, tx: Tx): Promise<string> {
  const [setting] = await tx<{ base: string }[]>`
    select base from rate_setting where workspace_id = ${ctx.workspaceId} for share`
  return setting?.base ?? usualBase
}

/** What the published rates of the European Central Bank are of. */
export const usualBase = 'EUR'
