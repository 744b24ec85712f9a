import { authorise, type Context } from '../core/context'
import { inWorkspace, type Tx } from '../core/database'
import { dayAt } from '../core/time-zone.rules'
import { numberText, seriesOf } from './quote-number.rules'
import { type KeptQuoteSettings, noQuoteSettings, type QuoteSettings } from './quote-settings.model'

/** The day that it is where the workspace is: by it quotes are numbered, issued, and valid. */
export const quoteDay = (ctx: Pick<Context, 'clock' | 'workspaceTimeZone'>): string =>
  dayAt(ctx.clock().getTime(), ctx.workspaceTimeZone)

/** What all quotes of the workspace say, with what a later version asks for and an earlier one did not keep. */
export async function quoteSettingsIn(tx: Tx): Promise<{ settings: QuoteSettings; version: number }> {
  const [row] = await tx<{ settings: Partial<QuoteSettings>; version: number }[]>`
    select settings, version from quote_setting`
  return { settings: { ...noQuoteSettings, ...row?.settings }, version: row?.version ?? 0 }
}

/** The settings as they are, with the number that is given next. */
export async function readQuoteSettings(ctx: Context): Promise<KeptQuoteSettings> {
  authorise(ctx, 'workspace', 'read')
  return inWorkspace(ctx, tx => keptQuoteSettings(ctx, tx))
}

export async function keptQuoteSettings(ctx: Context, tx: Tx): Promise<KeptQuoteSettings> {
  const { settings, version } = await quoteSettingsIn(tx)
  const day = quoteDay(ctx)
  const [series] = await tx<{ next: number; begun: boolean }[]>`
    select next, next > first as begun from quote_series where series = ${seriesOf(settings.numberPattern, day)}`
  const next = series?.next ?? 1
  return {
    settings,
    version,
    series: { next, text: numberText(settings.numberPattern, day, next), begun: series?.begun ?? false },
  }
}
