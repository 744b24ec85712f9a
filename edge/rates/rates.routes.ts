import { authorise, type Context } from '@sextant/db/core/context'
import { refused } from '@sextant/db/core/errors'
import { Currency, date } from '@sextant/db/core/field.model'
import { dayAt } from '@sextant/db/core/time-zone.rules'
import { correctRate } from '@sextant/db/rates/correct-rate'
import { RateCorrect, RateCorrected, RateCorrectionPreview } from '@sextant/db/rates/correct-rate.model'
import { previewCorrection } from '@sextant/db/rates/correction.queries'
import { mostFileBytes } from '@sextant/db/rates/rate-file.rules'
import {
  Converted,
  QuotedRate,
  Rate,
  RateSettings,
  RateSettingsUpdate,
  RatesOn,
  RatesSave,
  RatesSaved,
  rateFormats,
} from '@sextant/db/rates/rates.model'
import { convertAmount, listRates, ratesOn, readRateSettings } from '@sextant/db/rates/rates.queries'
import { removeRate } from '@sextant/db/rates/remove-rate'
import { fileTooLarge, saveRateFile, saveRates } from '@sextant/db/rates/save-rates'
import { askRates, updateRateSettings } from '@sextant/db/rates/update-rate-settings'
import * as v from 'valibot'
import { describedAs, limitParameter } from '../app/parameters'
import { route } from '../app/route'

const area = 'rates'
const day = date().schema

const RatesQuery = v.strictObject({
  currency: v.optional(Currency),
  from: v.optional(day),
  until: v.optional(day),
  limit: limitParameter(1000, 200),
})
const OnQuery = v.strictObject({ day: v.optional(day) })
const FileQuery = v.strictObject({ format: v.picklist(rateFormats) })
const minor = describedAs(
  v.pipe(
    v.string(),
    v.regex(/^-?\d{1,16}$/, 'Write a whole number of minor units.'),
    v.transform(Number),
    v.safeInteger('At most 2^53 − 1.'),
  ),
  { type: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER },
)
const ConvertQuery = v.strictObject({
  minor,
  currency: Currency,
  to: v.optional(Currency),
  day: v.optional(day),
})

/** For how many seconds what is told of today holds: shortly before the reader's midnight not for long. */
const holdsToday = (ctx: Context): number => {
  const now = ctx.clock().getTime()
  return dayAt(now + 300_000, ctx.timeZone) === dayAt(now, ctx.timeZone) ? 300 : 10
}

export const rateRoutes = [
  route({
    method: 'get',
    path: '/crm/rates',
    area,
    summary:
      'Exchange rates as they were entered or fetched, newest first: so many of a currency for one of the base.',
    query: RatesQuery,
    answers: {
      200: {
        description: 'The rates, of a currency or of days where they are named.',
        schema: v.object({ results: v.array(Rate) }),
      },
    },
    handle: ({ ctx, query, cached }) =>
      cached(['exchange_rate'], async () => ({
        body: JSON.stringify({ results: await listRates(ctx, query) }),
      })),
  }),
  route({
    method: 'post',
    path: '/crm/rates',
    area,
    summary: 'Enters rates by hand. One that is there already is refused unless it is to be replaced.',
    body: RatesSave,
    checkedBy: 'verb',
    answers: { 200: { description: 'What became of them.', schema: RatesSaved } },
    handle: async ({ ctx, body }) => ({ body: await saveRates(ctx, body) }),
  }),
  route({
    method: 'post',
    path: '/crm/rates/file',
    area,
    summary:
      'Reads rates from a file of up to 24 MB, which is the body: the XML that the European Central Bank publishes, or CSV of day, currency and rate.',
    query: FileQuery,
    body: 'raw',
    answers: { 200: { description: 'What became of them.', schema: RatesSaved } },
    handle: async ({ ctx, query, http }) => {
      authorise(ctx, 'exchange_rate', 'create')
      return { body: await saveRateFile(ctx, query.format, await textOf(http.req.raw.body)) }
    },
  }),
  route({
    method: 'get',
    path: '/crm/rates/on',
    area,
    summary:
      'The rates in force on a day, today when none is named: of each currency that of the day, else the last one before.',
    query: OnQuery,
    answers: { 200: { description: 'The rates, each with its own day.', schema: RatesOn } },
    handle: ({ ctx, query, cached }) =>
      cached(
        ['exchange_rate'],
        async () => ({ body: JSON.stringify(await ratesOn(ctx, query.day)) }),
        holdsToday(ctx),
      ),
  }),
  route({
    method: 'get',
    path: '/crm/rates/convert',
    area,
    summary:
      'An amount in another currency (the reader’s when none is named) at the rates of a day: through the base, exact, rounded once, half away from zero.',
    query: ConvertQuery,
    answers: { 200: { description: 'Both amounts and the rates between them.', schema: Converted } },
    handle: async ({ ctx, query }) => {
      const { to = ctx.reportingCurrency, ...amount } = query
      return { body: await convertAmount(ctx, { amount, to, day: query.day }) }
    },
  }),
  route({
    method: 'get',
    path: '/crm/rates/settings',
    area,
    summary: 'The base of the rates, the address they are fetched from, and how that last answered.',
    answers: { 200: { description: 'The settings.', schema: RateSettings } },
    handle: async ({ ctx }) => ({ body: await readRateSettings(ctx) }),
  }),
  route({
    method: 'patch',
    path: '/crm/rates/settings',
    area,
    summary:
      'Sets the base, as long as there is no rate yet, and the address from which rates are fetched every three hours.',
    body: RateSettingsUpdate,
    checkedBy: 'verb',
    answers: { 200: { description: 'The settings as they are now.', schema: RateSettings } },
    handle: async ({ ctx, body }) => ({ body: await updateRateSettings(ctx, body) }),
  }),
  route({
    method: 'post',
    path: '/crm/rates/fetch',
    area,
    summary: 'Asks for the rates of the address now. How it went is told by the settings.',
    answers: { 200: { description: 'The settings: `fetching` until it is over.', schema: RateSettings } },
    handle: async ({ ctx }) => ({ body: await askRates(ctx) }),
  }),
  route({
    method: 'post',
    path: '/crm/rates/preview',
    area,
    summary:
      'What the right rate of a day would change of deals that are closed, day by day. Nothing is written.',
    body: QuotedRate,
    checkedBy: 'verb',
    answers: {
      200: {
        description: 'The closing days, with their sums as they are and would be.',
        schema: RateCorrectionPreview,
      },
    },
    handle: async ({ ctx, body }) => ({ body: await previewCorrection(ctx, body) }),
  }),
  route({
    method: 'post',
    path: '/crm/rates/correct',
    area,
    summary:
      'Enters the right rate of a day, and values by it what was closed on the days that are named, as the preview had it. Each deal tells of it.',
    body: RateCorrect,
    checkedBy: 'verb',
    answers: { 200: { description: 'How many days and deals took it.', schema: RateCorrected } },
    handle: async ({ ctx, body }) => ({ body: await correctRate(ctx, body) }),
  }),
  route({
    method: 'delete',
    path: '/crm/rates/:currency/:day',
    area,
    summary:
      'Takes the rate of a day away: the last one before holds then. What was closed stays at the rate that it has.',
    answers: { 204: { description: 'It is gone.' } },
    handle: async ({ ctx, params }) => {
      await removeRate(ctx, params.day!, params.currency!)
      return { status: 204 }
    },
  }),
] as const

async function textOf(body: ReadableStream<Uint8Array> | null): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > mostFileBytes) throw fileTooLarge()
    chunks.push(chunk)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch {
    throw refused('rate_file.unreadable', 'The file is not UTF-8.', { line: 1 })
  }
}
