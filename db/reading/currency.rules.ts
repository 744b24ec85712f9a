import { isCurrency } from '../core/currencies.rules'

/** What people put beside an amount for its currency, longest first. A sign of several currencies stands for the best known of them. */
const signs = (
  [
    ['د.إ', 'AED'],
    ['درهم إماراتي', 'AED'],
    ['ر.س', 'SAR'],
    ['ريال سعودي', 'SAR'],
    ['ر.ق', 'QAR'],
    ['د.ك', 'KWD'],
    ['ج.م', 'EGP'],
    ['جنيه مصري', 'EGP'],
    ['US$', 'USD'],
    ['CA$', 'CAD'],
    ['AU$', 'AUD'],
    ['A$', 'AUD'],
    ['C$', 'CAD'],
    ['R$', 'BRL'],
    ['S$', 'SGD'],
    ['HK$', 'HKD'],
    ['NZ$', 'NZD'],
    ['MX$', 'MXN'],
    ['Kč', 'CZK'],
    ['zł', 'PLN'],
    ['€', 'EUR'],
    ['$', 'USD'],
    ['£', 'GBP'],
    ['¥', 'JPY'],
    ['₹', 'INR'],
    ['₺', 'TRY'],
    ['﷼', 'SAR'],
    ['₦', 'NGN'],
    ['₩', 'KRW'],
    ['₽', 'RUB'],
    ['₪', 'ILS'],
  ] as const
).toSorted(([a], [b]) => b.length - a.length)

/** Words for the money of several countries: that of the workspace is meant where it is one of them. */
const shared: readonly (readonly [word: RegExp, currencies: readonly string[]])[] = [
  [/ريال/, ['SAR', 'QAR', 'OMR', 'YER']],
  [/درهم/, ['AED', 'MAD']],
  [/دينار/, ['KWD', 'BHD', 'JOD', 'IQD', 'LYD', 'TND', 'DZD']],
  [/جنيه/, ['EGP', 'SDG']],
]

/**
 * Takes the currency off an amount. `currency` is the import's own: it goes before a bare dollar sign, which stands for any dollar. Undefined where
 * letters name a currency that there is not.
 */
export function splitCurrency(
  cell: string,
  currency: string,
): { text: string; currency: string } | undefined {
  const text = cell.trim()
  // Nearly every amount is plain.
  if (/^[\d\s.,'()+-]*$/.test(text)) return { text, currency }
  const code = /^([A-Z]{3})(?=[\s\d(.,'+-])\s*|(?<=[\s\d)])\s*([A-Z]{3})$/.exec(text)
  if (code) {
    const named = (code[1] ?? code[2])!
    if (!isCurrency(named)) return undefined
    // “USD $5” says the same twice.
    return { text: withoutSign(text.replace(code[0], '')).text, currency: named }
  }
  const word = shared.find(([one, all]) => one.test(text) && all.includes(currency))
  if (word) return { text: text.replace(word[0], '').trim(), currency }
  const { text: rest, sign } = withoutSign(text)
  const named = sign && !(sign[0] === '$' && currency.endsWith('D')) ? sign[1] : currency
  return { text: rest, currency: named }
}

function withoutSign(text: string): { text: string; sign?: readonly [string, string] } {
  const sign = signs.find(([one]) => text.includes(one))
  return sign ? { text: text.replace(sign[0], '').trim(), sign } : { text }
}

/** The currency that a header names: `Amount (USD)`, `Umsatz in EUR`, `Montant €`. */
export function currencyIn(header: string, currency: string): string | undefined {
  const code = /(?:[([]|\bin\s+|\ben\s+|\s)([A-Z]{3})[)\]]?$/.exec(header.trim())?.[1]
  if (code && header.trim() !== header.trim().toUpperCase() && isCurrency(code)) return code
  const sign = signs.find(([one]) => header.includes(one))
  return sign && (sign[0] === '$' && currency.endsWith('D') ? currency : sign[1])
}

/** The column in which a file keeps the currency of its amounts; undefined without one. */
export function currencyColumn(
  headers: readonly string[],
  values: readonly (readonly string[])[],
): number | undefined {
  const at = headers.findIndex(
    (header, i) =>
      /currency|devise|w[äa]hrung|moneda|waluta|العملة/i.test(header) &&
      values[i]!.length > 0 &&
      values[i]!.every(value => isCurrency(value.toUpperCase())),
  )
  return at === -1 ? undefined : at
}
