import { expect, test } from 'bun:test'
import type { Line } from '@sextant/db/lines/lines.model'
import { usualOffer, waitingOf } from './discounts.rules'

const asked = { by: { id: 'j', name: 'Joaquín' }, reason: 'rival', taken: '8', limit: '5', approvers: [] }
const line = (more: Partial<Line>) =>
  ({ text: 'Mast', productName: null, asked: null, mayDecide: false, ...more }) as Line

test('lines that wait for the same are one thing to decide, what is one’s own first', () => {
  const lines = [
    line({ asked: { ...asked, taken: '20' } }),
    line({ asked, mayDecide: true }),
    line({}),
    line({ asked: { ...asked }, mayDecide: true, text: null, productName: 'Gateway' }),
  ]
  expect(waitingOf({ lines }).map(({ lines, names, mayDecide }) => [lines, names, mayDecide])).toEqual([
    [[2, 4], ['Mast', 'Gateway'], true],
    [[1], ['Mast'], false],
  ])
})

test('the usual offer lies between what they may give and what they ask for', () => {
  expect(usualOffer({ taken: '8', limit: '5' })).toBe('6.5')
  expect(usualOffer({ taken: '8.33', limit: '0' })).toBe('4')
  expect(usualOffer({ taken: '5.1', limit: '5' })).toBe('5')
  expect(usualOffer({ taken: '0.2', limit: '0' })).toBe('0')
})
