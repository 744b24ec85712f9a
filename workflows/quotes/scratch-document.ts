import { priceDocument, totalsOf } from '@sextant/db/lines/lines.rules'
import type { QuoteDocument, QuoteLanguage } from '@sextant/db/quotes/quote-document.model'

const items: Record<QuoteLanguage, readonly string[]> = {
  en: ['String monitor', 'Weather mast', 'Gateway licence', 'Commissioning'],
  fr: ['Moniteur de chaînes', 'Mât météo', 'Licence de passerelle', 'Mise en service'],
  ar: ['وحدة مراقبة', 'صاري الطقس', 'ترخيص البوابة', 'التشغيل'],
}

/** For tests: a quote with so many lines, one in four of which comes each month, discounts, two rates of tax, and sums that are right. */
export function scratchDocument(
  language: QuoteLanguage,
  lineCount: number,
  more: Partial<QuoteDocument> = {},
): QuoteDocument {
  const lines = Array.from({ length: lineCount }, (_, at) => ({
    text: `${items[language][at % 4]} ${at + 1}`,
    detail: at % 2 ? null : `SM-${at + 1}`,
    quantity: ['480', '4', '16', '0.333'][at % 4]!,
    unitPrice: ['286.5', '3450', '412', '1180.125'][at % 4]!,
    discount: at % 3 ? '0' : '8',
    taxPercent: at % 4 === 3 ? '0' : '15',
    period: at % 4 === 2 ? ('month' as const) : ('once' as const),
    terms: at % 4 === 2 ? 36 : 1,
  }))
  const priced = priceDocument(lines, { currency: 'SAR', taxIncluded: false })
  return {
    number: '2026-0318',
    version: 2,
    language,
    currency: 'SAR',
    title: 'Solar park 3',
    seller: {
      name: 'Meridian Trade',
      address: 'Gansevoortstraat 12\n1011 AB Amsterdam',
      email: 'sales@meridian.example',
      phone: '+31 20 555 0142',
      taxId: 'NL812345678B01',
      logoFileId: null,
    },
    customer: {
      name: 'Karoo Solar',
      address: '14 Voortrekker St\nDe Aar 7000',
      contactName: 'Thandiwe Mokoena',
    },
    issuedOn: '2026-11-18',
    validUntil: '2026-12-18',
    paymentTerms: '30 days net',
    terms: 'Delivery within six weeks.\n\nWarranty: two years.',
    taxIncluded: false,
    taxCountry: 'SA',
    lines: lines.map((line, at) => ({ ...line, netMinor: Number(priced.nets[at]) })),
    totals: totalsOf(priced)!,
    ...more,
  }
}
