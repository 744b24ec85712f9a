import { expect, test } from 'bun:test'
import { faultIn } from '../rates/rates.rules'
import { tellRates } from './tell-rates'

test('the rates of the story can all be taken, are of Mondays up to today, and are the same at every telling', () => {
  for (const now of ['2026-11-29T10:00:00Z', '2026-11-30T00:00:00Z', '2026-12-01T23:59:00Z'].map(
    Date.parse,
  )) {
    const rates = tellRates(now)
    expect(rates).toEqual(tellRates(now))
    expect(rates.length).toBeLessThanOrEqual(1000)
    expect(faultIn(rates, { base: 'EUR', today: new Date(now).toISOString().slice(0, 10) })).toBeUndefined()
    expect(rates.every(({ day }) => new Date(day).getUTCDay() === 1)).toBe(true)
    expect(now - Date.parse(rates[0]!.day)).toBeLessThan(7 * 24 * 60 * 60 * 1000)
  }
})
