import type { Context } from '../core/context'
import { allOf, type Tx } from '../core/database'
import type { By, Change } from '../records/change.model'
import { type DealPart, dealPartsOf } from './deal-part.queries'
import { type QuoteLanguage, quoteLanguages } from './quote-document.model'
import { quoteDay, quoteSettingsIn } from './quote-settings.queries'
import type { Quote } from './quotes.model'
import type { QuotedDeal, QuoteFacts, QuoteSums } from './quotes.rules'

/** The deals of quotes that are made or brought back, and what is said where a quote does not. */
export async function quoteFacts(
  ctx: Context,
  tx: Tx,
  changes: readonly Change<Quote>[],
  _by: By,
): Promise<QuoteFacts> {
  const made = changes.flatMap(({ before, values }) => (!before && values.dealId ? [values.dealId] : []))
  const back = changes.flatMap(({ before, values }) =>
    before && values.deletedAt === null ? [before.dealId] : [],
  )
  if (made.length + back.length === 0) return { deals: new Map(), sums: new Map(), usual: plain }
  const [deals, parts, { settings }, [workspace]] = await allOf([
    tx<(Omit<QuotedDeal, 'language'> & { language: string | null })[]>`
      select d.id, d.name, d.customer_id, d.contact_id, c.language, d.deleted_at is null as live
      from deal d left join contact c on c.id = d.contact_id where d.id = any(${[...made, ...back]}::uuid[])`,
    dealPartsOf(tx, made),
    quoteSettingsIn(tx),
    tx<{ locale: string }[]>`select locale from workspace where id = ${ctx.workspaceId}`,
  ])
  return {
    deals: new Map(deals.map(deal => [deal.id, { ...deal, language: languageOf(deal.language) }])),
    sums: new Map([...parts].map(([id, part]) => [id, sumsOf(part)])),
    usual: {
      language: languageOf(workspace?.locale ?? null) ?? 'en',
      validUntil: dayAfter(quoteDay(ctx), settings.validityDays),
      paymentTerms: settings.paymentTerms,
      terms: settings.terms,
    },
  }
}

const plain: QuoteFacts['usual'] = { language: 'en', validUntil: '', paymentTerms: null, terms: null }

const languageOf = (tag: string | null): QuoteLanguage | null =>
  quoteLanguages.find(language => tag?.split('-')[0] === language) ?? null

/** The day so many days later. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** What a quote of these lines comes to. */
export function sumsOf({ currency, totals, waiting }: DealPart): QuoteSums {
  return {
    net: { minor: totals.netMinor, currency },
    total: { minor: totals.totalMinor, currency },
    waits: waiting.length > 0,
  }
}
