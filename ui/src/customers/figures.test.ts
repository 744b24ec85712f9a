import { expect, test } from 'bun:test'
import { type FigureDeal, figuresOf } from './figures.rules'

const deal = (status: FigureDeal['status'], minor: number, currency: string, day: string): FigureDeal => ({
  status,
  amount: { minor, currency },
  expectedCloseOn: status === 'open' ? day : null,
  closedOn: status === 'open' ? null : day,
})

test('sums keep currencies apart, and the next close is the first that has not passed', () => {
  const figures = figuresOf(
    [
      deal('open', 100, 'EUR', '2026-10-01'),
      deal('open', 50, 'EUR', '2027-01-18'),
      deal('open', 900, 'SAR', '2026-12-24'),
      deal('won', 70, 'EUR', '2026-03-01'),
      deal('won', 30, 'EUR', '2026-05-01'),
      deal('lost', 1, 'EUR', '2026-06-01'),
      { status: 'open', amount: null, expectedCloseOn: null, closedOn: null },
    ],
    '2026-11-18',
  )
  expect(figures).toEqual({
    open: [
      { minor: 900, currency: 'SAR' },
      { minor: 150, currency: 'EUR' },
    ],
    openCount: 4,
    nextClose: '2026-12-24',
    won: [{ minor: 100, currency: 'EUR' }],
    wonCount: 2,
    lastWon: '2026-05-01',
    closedCount: 3,
  })
})

test('a customer without deals has nothing', () => {
  expect(figuresOf([], '2026-11-18')).toEqual({
    open: [],
    openCount: 0,
    nextClose: undefined,
    won: [],
    wonCount: 0,
    lastWon: undefined,
    closedCount: 0,
  })
})
