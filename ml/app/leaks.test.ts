import { expect, test } from 'bun:test'
import { fitEncoder, openEncoder } from './encode'
import { knownLeads, knownSpec } from './known-truth'
import { findLeaks } from './leaks'

test('finds what is marked, what gives the outcome away and what is filled in for one outcome only, and nothing else', () => {
  const rows = knownLeads(3000, 11)
  const leaks = findLeaks(knownSpec.features, openEncoder(fitEncoder(knownSpec.features, rows)), rows)
  expect(Object.fromEntries(leaks.map(leak => [leak.key, leak.kind]))).toEqual({
    calledFor: 'afterwards',
    refusal: 'present_only',
    invoice: 'gives_away',
  })
  expect(leaks.find(leak => leak.key === 'refusal')!.reason).toMatchObject({
    code: 'dropped.only_negative',
    params: { share: 1 },
  })
})

test('a number that tells the outcome without being in order with it is found too', () => {
  const feature = { key: 'code', label: 'Code', kind: 'number' as const }
  const rows = knownLeads(2000, 12).map((row, i) => ({
    ...row,
    values: { code: row.label === 1 ? 500 + (i % 7) : (i % 2) * 1000 + (i % 5) },
  }))
  const leaks = findLeaks([feature], openEncoder(fitEncoder([feature], rows)), rows)
  expect(leaks.map(leak => leak.kind)).toEqual(['gives_away'])
})

test('a name that differs on every row is no leak, though it names every outcome', () => {
  const feature = { key: 'name', label: 'Name', kind: 'category' as const }
  const rows = knownLeads(2000, 13).map((row, i) => ({ ...row, values: { name: `person ${i >> 3}` } }))
  expect(findLeaks([feature], openEncoder(fitEncoder([feature], rows)), rows)).toEqual([])
})
