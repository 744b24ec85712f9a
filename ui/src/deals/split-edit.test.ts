import { expect, test } from 'bun:test'
import {
  dividedEvenly,
  faultsOf,
  livePartsOf,
  restOf,
  sentOf,
  type TypedShare,
  typedOf,
  withAnother,
} from './split-edit.rules'

const share = (memberId: string | null, typed: string, role = ''): TypedShare => ({
  memberId,
  share: typed,
  role,
})
const told = { currency: 'EUR', amountMinor: 100, version: 1 }

test('a deal that is not split begins with its owner, and all of it', () => {
  expect(typedOf({ ...told, splits: [] }, 'sara')).toEqual([share('sara', '100')])
  const split = {
    memberId: 'omar',
    name: 'Omar',
    left: false,
    points: 3333,
    role: 'overlay',
    amountMinor: 33,
  }
  expect(typedOf({ ...told, splits: [split] }, 'sara')).toEqual([share('omar', '33.33', 'overlay')])
})

test('what is left is told live, and offered to whoever comes next', () => {
  expect(restOf([share('a', '60'), share('b', '12,5')])).toBe(2750)
  expect(restOf([share('a', '60'), share('b', '50')])).toBe(-1000)
  expect(withAnother([share('a', '60')])[1]).toEqual(share(null, '40'))
  expect(withAnother([share('a', '100')])[1]).toEqual(share(null, ''))
  expect(dividedEvenly([share('a', ''), share('b', '9'), share('c', '')]).map(one => one.share)).toEqual([
    '33.34',
    '33.33',
    '33.33',
  ])
})

test('parts of the amount are shown once the shares come to the whole', () => {
  expect(livePartsOf([share('a', '50'), share('b', '50')], 101)).toEqual([51, 50])
  expect(livePartsOf([share('a', '50'), share('b', '49')], 101)).toEqual([null, null])
  expect(livePartsOf([share('a', '100'), share('b', '0')], 101)).toEqual([null, null])
  expect(livePartsOf([share('a', '100')], null)).toEqual([null])
})

test('each line says what is wrong with it, and what is sent has no more than was typed', () => {
  expect(faultsOf([share('a', '50'), share('a', '0'), share(null, 'x')])).toEqual([
    {},
    { person: 'wrong.twice', share: 'wrong.share' },
    { person: 'wrong.person', share: 'wrong.share' },
  ])
  expect(sentOf([share('a', '33,33', ' overlay '), share('b', '66.67')])).toEqual({
    splits: [
      { memberId: 'a', points: 3333, role: 'overlay' },
      { memberId: 'b', points: 6667, role: null },
    ],
  })
})
