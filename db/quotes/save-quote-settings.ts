import { changeOf } from '../core/change-of'
import { authorise, type Context } from '../core/context'
import type { Tx } from '../core/database'
import { invalid, type Problem, refused } from '../core/errors'
import { checkVersion, type ExpectedVersion } from '../core/expected-version'
import { parse } from '../core/parse'
import { write } from '../events/write'
import { seriesOf } from './quote-number.rules'
import { type KeptQuoteSettings, type QuoteSettings, QuoteSettingsSave } from './quote-settings.model'
import { keptQuoteSettings, quoteDay, quoteSettingsIn } from './quote-settings.queries'
import { quoteSettingEvents } from './quotes.events'

/**
 * Sets what all quotes say, and where their numbers begin. Quotes that were sent keep what they say. Throws `refused` (`quote.series_begun`) for another next number in
 * a range of which one was given, which would leave a gap; `invalid` for a stage, pipeline or file that there is not; `stale`, `forbidden`.
 */
export async function saveQuoteSettings(
  ctx: Context,
  input: unknown,
  version?: ExpectedVersion,
): Promise<KeptQuoteSettings> {
  authorise(ctx, 'workspace', 'update')
  const { nextNumber, ...settings } = parse(QuoteSettingsSave, input)
  return write(ctx, async ({ tx, emit }) => {
    // Two who save take turns, also before there is a row.
    await tx`select pg_advisory_xact_lock(hashtextextended(${`quote settings ${ctx.workspaceId}`}, 0))`
    const before = await quoteSettingsIn(tx)
    checkVersion(version, before.version)
    const problems = await missing(tx, settings)
    if (problems.length) throw invalid(problems)
    if (nextNumber) await beginSeries(ctx, tx, settings, nextNumber)
    const change = changeOf(before.settings, settings)
    if (change) {
      const next = before.version + 1
      await tx`
        insert into quote_setting (workspace_id, version, settings, updated_at, updated_by)
        values (${ctx.workspaceId}, ${next}, ${tx.json(settings as never)}, ${ctx.clock()}, ${ctx.access.memberId})
        on conflict (workspace_id) do update set version = excluded.version, settings = excluded.settings,
          updated_at = excluded.updated_at, updated_by = excluded.updated_by`
      emit(quoteSettingEvents.saved(ctx.workspaceId, { version: next }, change))
    }
    return keptQuoteSettings(ctx, tx)
  })
}

async function beginSeries(
  ctx: Context,
  tx: Tx,
  { numberPattern }: QuoteSettings,
  first: number,
): Promise<void> {
  const series = seriesOf(numberPattern, quoteDay(ctx))
  await tx`
    insert into quote_series (workspace_id, series, first, next) values (${ctx.workspaceId}, ${series}, ${first}, ${first})
    on conflict (workspace_id, series) do update set first = excluded.first, next = excluded.next
    where quote_series.next = quote_series.first`
  const [{ next } = { next: first }] = await tx<{ next: number }[]>`
    select next from quote_series where series = ${series}`
  if (next !== first)
    throw refused(
      'quote.series_begun',
      `Numbers of this range have been given already: the next one is ${next}, so that there is no gap.`,
      { next },
    )
}

/** What the settings name and is not there. */
async function missing(tx: Tx, { acceptedStages, seller }: QuoteSettings): Promise<Problem[]> {
  const problems: Problem[] = []
  const lost = (pointer: string, entity: string) =>
    problems.push({
      pointer,
      code: 'reference_missing',
      message: `There is no such ${entity} here.`,
      params: { entity },
    })
  const pipelines = Object.keys(acceptedStages)
  if (pipelines.length) {
    const known = await tx<{ id: string; pipelineId: string }[]>`
      select id, pipeline_id from stage where pipeline_id = any(${pipelines}::uuid[]) and deleted_at is null`
    for (const [pipelineId, stageId] of Object.entries(acceptedStages)) {
      const stages = known.filter(one => one.pipelineId === pipelineId)
      if (!stages.length) lost(`/acceptedStages/${pipelineId}`, 'pipeline')
      else if (stageId && !stages.some(({ id }) => id === stageId))
        lost(`/acceptedStages/${pipelineId}`, 'stage')
    }
  }
  if (seller.logoFileId) {
    const [file] = await tx<{ contentType: string }[]>`
      select content_type from file where id = ${seller.logoFileId} and complete = 'yes'`
    if (!file) lost('/seller/logoFileId', 'file')
    else if (!['image/png', 'image/jpeg'].includes(file.contentType))
      problems.push({
        pointer: '/seller/logoFileId',
        code: 'quote.logo_type',
        message: 'A logo is a PNG or JPEG picture.',
        params: {},
      })
  }
  return problems
}
