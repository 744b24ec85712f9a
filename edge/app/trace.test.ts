import { expect, test } from 'bun:test'
import { newTraceparent, parseTraceparent } from '@sextant/db/process/trace'
import { isSampled, traceRequest } from './trace'

const traceId = '0af7651916cd43dd8448eb211c80319c'
const cause = (flags: string, version = '00') => `${version}-${traceId}-b7ad6b7169203331-${flags}`

test('the caller’s trace goes on, of whatever version of the standard and with whatever flags', () => {
  for (const header of [
    cause('00'),
    cause('01'),
    cause('03'),
    cause('01', '01'),
    `${cause('01', 'cc')}-more`,
  ])
    expect(parseTraceparent(traceRequest('GET /x', header).traceparent)?.traceId).toBe(traceId)
})

test('without a trace, or with what is none, one begins here', () => {
  for (const header of [null, '', 'nonsense', cause('01', 'ff'), `${cause('01')}-more`, cause('zz')]) {
    const { traceparent } = traceRequest('GET /x', header)
    expect(parseTraceparent(traceparent)).toBeDefined()
    expect(traceparent).not.toContain(traceId)
  }
})

test('only a caller that says so has its trace recorded', () => {
  expect([cause('01'), cause('03'), newTraceparent()].map(isSampled)).toEqual([true, true, true])
  expect([null, '', cause('00'), cause('02'), 'nonsense-01'].map(isSampled)).toEqual(Array(5).fill(false))
})
