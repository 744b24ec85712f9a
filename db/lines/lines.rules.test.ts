import { describe, expect, test } from 'bun:test'
import { currencyExponent } from '../core/currencies.rules'
import { faultOf, type PricedLine, priceDocument, totalsOf } from './lines.rules'

const line = (more: Partial<PricedLine> = {}): PricedLine => ({
  quantity: '1',
  unitPrice: '100',
  discount: '0',
  taxPercent: '0',
  period: 'once',
  terms: 1,
  ...more,
})
const price = (lines: PricedLine[], currency = 'EUR', taxIncluded = false) =>
  totalsOf(priceDocument(lines, { currency, taxIncluded }))

describe('the sums of a document', () => {
  test('as in the books: discount, tax once for each percentage, the line to its last cent', () => {
    const lines = [
      line({ quantity: '480', unitPrice: '286.50', discount: '8', taxPercent: '15' }),
      line({ quantity: '16', unitPrice: '1096.40', discount: '8', taxPercent: '15' }),
      line({ unitPrice: '8593.52' }),
    ]
    expect(price(lines, 'USD')).toEqual({
      netMinor: 15_125_093,
      taxes: [
        { percent: '15', netMinor: 14_265_741, taxMinor: 2_139_861 },
        { percent: '0', netMinor: 859_352, taxMinor: 0 },
      ],
      taxMinor: 2_139_861,
      totalMinor: 17_264_954,
      mrrMinor: 0,
      arrMinor: 0,
    })
  })

  test('a third of a piece, a price finer than a cent, no decimals and three', () => {
    expect(price([line({ quantity: '0.333', unitPrice: '0.05' })])!.netMinor).toBe(2)
    expect(price([line({ quantity: '1000', unitPrice: '0.0125' })])!.netMinor).toBe(1250)
    expect(price([line({ quantity: '0.5', unitPrice: '1' })], 'JPY')!.netMinor).toBe(1)
    expect(price([line({ quantity: '0.333', unitPrice: '1.234' })], 'KWD')!.netMinor).toBe(411)
    expect(price([line({ discount: '100' })])!.netMinor).toBe(0)
    expect(price([])).toMatchObject({ netMinor: 0, taxes: [], totalMinor: 0 })
  })

  test('prices with the tax in them: what is paid stays to the cent, and the lines share the net', () => {
    const lines = Array.from({ length: 3 }, () => line({ unitPrice: '0.10', taxPercent: '19' }))
    const { nets, net, tax } = priceDocument(lines, { currency: 'EUR', taxIncluded: true })
    expect([net, tax]).toEqual([25n, 5n])
    expect(nets).toEqual([9n, 8n, 8n])
  })

  test('what recurs counts over its term, and as a month and a year', () => {
    const lines = [
      line({ quantity: '16', unitPrice: '412', discount: '5', period: 'year', terms: 3 }),
      line({ unitPrice: '9.99', period: 'month', terms: 24 }),
      line({ unitPrice: '1000' }),
    ]
    expect(price(lines)).toMatchObject({
      netMinor: 1_878_720 + 23_976 + 100_000,
      arrMinor: 638_228,
      mrrMinor: 53_186,
    })
  })
})

test.each([
  ['line.quantity', { quantity: '0' }],
  ['line.quantity', { quantity: '0.000' }],
  ['line.quantity', { quantity: '-1' }],
  ['line.quantity', { quantity: '1000000000000' }],
  ['line.quantity', { quantity: '1e3' }],
  ['line.quantity', { quantity: '' }],
  ['line.quantity', { quantity: '0.1234567' }],
  ['line.unit_price', { unitPrice: '-5' }],
  ['line.unit_price', { unitPrice: '1,5' }],
  ['line.unit_price', { unitPrice: '0.0000001' }],
  ['line.discount', { discount: '101' }],
  ['line.discount', { discount: '100.0001' }],
  ['line.discount', { discount: '-1' }],
  ['line.terms', { terms: 2 }],
  ['line.too_large', { quantity: '999999999', unitPrice: '999999999999' }],
] as const)('%s refuses %p', (rule, part) => {
  expect(faultOf(line(part), 'EUR')?.rule).toBe(rule)
})

test('a quantity of 0.333, a price of nothing and a discount of all are good', () => {
  for (const part of [
    { quantity: '0.333' },
    { unitPrice: '0' },
    { discount: '100' },
    { quantity: '999999999' },
  ])
    expect(faultOf(line(part), 'EUR')).toBeUndefined()
})

/** The same sums by hand: every figure as its digits, laid out to 18 places, and rounded by looking at the digits that are cut off. */
describe('ten thousand documents in twenty currencies', () => {
  const currencies = 'EUR USD JPY KWD SAR GBP CHF BHD TND KRW VND CLF INR BRL ZAR MXN AED QAR NOK XAF'.split(
    ' ',
  )
  const places = (text: string, n: number): bigint => {
    const [whole = '', part = ''] = text.split('.')
    return BigInt(whole + part.padEnd(n, '0'))
  }
  const cut = (digits: bigint, n: number): bigint => {
    const text = String(digits).padStart(n + 1, '0')
    const kept = BigInt(text.slice(0, text.length - n))
    return n > 0 && text[text.length - n]! >= '5' ? kept + 1n : kept
  }
  let state = 8
  const draw = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  const made = (): PricedLine => ({
    quantity: draw(2) ? String(1 + draw(5000)) : `${draw(90)}.${String(1 + draw(999_998)).padStart(6, '0')}`,
    unitPrice: draw(3)
      ? `${draw(20_000)}.${String(draw(100)).padStart(2, '0')}`
      : `${draw(10)}.${String(draw(1e6)).padStart(6, '0')}`,
    discount: draw(2) ? '0' : `${draw(100)}.${String(draw(1e4)).padStart(4, '0')}`,
    taxPercent: ['0', '5.5', '7', '15', '19', '20', '8.875'][draw(7)]!,
    ...(draw(4)
      ? { period: 'once' as const, terms: 1 }
      : { period: draw(2) ? ('month' as const) : ('year' as const), terms: 1 + draw(36) }),
  })

  test('agree with a calculation by hand, to the last unit', () => {
    for (let n = 0; n < 10_000; n += 1) {
      const currency = currencies[n % 20]!
      const exponent = currencyExponent(currency)
      const lines = Array.from({ length: 1 + draw(8) }, made)
      const taxIncluded = n % 3 === 0
      const sums = lines.map(({ quantity, unitPrice, discount, terms }) => {
        const each = places(quantity, 6) * places(unitPrice, 6) * (1_000_000n - places(discount, 4))
        return cut(each * BigInt(terms), 18 - exponent)
      })
      const byRate = new Map<string, bigint>()
      for (const [at, { taxPercent }] of lines.entries())
        byRate.set(taxPercent, (byRate.get(taxPercent) ?? 0n) + sums[at]!)
      let tax = 0n
      for (const [percent, sum] of byRate) {
        const rate = places(percent, 4)
        const over = taxIncluded ? 1_000_000n + rate : 1_000_000n
        const whole = (sum * rate) / over
        const rest = sum * rate - whole * over
        tax += rest * 2n >= over ? whole + 1n : whole
      }
      const gross = sums.reduce((all, sum) => all + sum, 0n)
      const priced = priceDocument(lines, { currency, taxIncluded })
      expect([priced.net, priced.tax]).toEqual([taxIncluded ? gross - tax : gross, tax])
      expect(priced.nets.reduce((all, net) => all + net, 0n)).toBe(priced.net)
      expect(priced.taxes.reduce((all, { net }) => all + net, 0n)).toBe(priced.net)
      for (const [at, net] of priced.nets.entries())
        if (!taxIncluded) expect(net).toBe(sums[at]!)
        else expect(net >= 0n && net <= sums[at]! + 1n).toBe(true)
    }
  }, 60_000)
})
