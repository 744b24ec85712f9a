import { expect, test } from 'bun:test'
import { fitEncoder, openEncoder } from './encode'
import { knownLeads, knownSpec } from './known-truth'
import { findLeaks } from './leaks'

test('finds what is marked, what gives the outcome away and what is filled in for one outcome only, and nothing else', () => {
  const rows = knownLeads(3000, 11)
  const { leaks } = findLeaks(knownSpec.features, openEncoder(fitEncoder(knownSpec.features, rows)), rows)
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
  const { leaks } = findLeaks([feature], openEncoder(fitEncoder([feature], rows)), rows)
  expect(leaks.map(leak => leak.kind)).toEqual(['gives_away'])
})

test('a name that differs on every row is no leak, though it names every outcome', () => {
  const feature = { key: 'name', label: 'Name', kind: 'category' as const }
  const rows = knownLeads(2000, 13).map((row, i) => ({ ...row, values: { name: `person ${i >> 3}` } }))
  expect(findLeaks([feature], openEncoder(fitEncoder([feature], rows)), rows).leaks).toEqual([])
})

test('filled in for thirty wins and no loss is a leak; for all of twenty wins where most are won it shows nothing', () => {
  const feature = { key: 'contract', label: 'Contract', kind: 'category' as const }
  const made = (won: number, lost: number, filled: number) =>
    Array.from({ length: won + lost }, (_, i) => ({
      id: `r${i}`,
      at: 0,
      label: i < won ? (1 as const) : (0 as const),
      values: { contract: i < filled ? `v${i % 3}` : null },
    }))
  const kinds = (rows: ReturnType<typeof made>) =>
    findLeaks([feature], openEncoder(fitEncoder([feature], rows)), rows).leaks.map(leak => leak.kind)
  expect(kinds(made(60, 200, 30))).toEqual(['present_only'])
  expect(kinds(made(100, 48, 51))).toEqual(['present_only'])
  expect(kinds(made(300, 100, 20))).toEqual([])
  expect(kinds(made(300, 100, 32))).toEqual([])
})

test('how well each of the others ranks alone is told, with its error', () => {
  const secondsOnPhone = { key: 'custom.secs', label: 'Secs', kind: 'number' as const }
  const features = [...knownSpec.features.slice(0, 4), secondsOnPhone]
  const rows = knownLeads(3000, 14).map((row, i) => ({
    ...row,
    values: { ...row.values, 'custom.secs': ((i * 7919) % 300) + 180 * row.label },
  }))
  const { leaks, alone } = findLeaks(features, openEncoder(fitEncoder(features, rows)), rows)
  expect(leaks).toEqual([])
  const [strongest, next] = alone.sort((a, b) => b.auc - a.auc)
  expect(strongest).toMatchObject({ key: 'custom.secs', label: 'Secs' })
  expect(strongest!.auc).toBeGreaterThan(0.85)
  expect(strongest!.error).toBeLessThan(0.02)
  expect(next!.auc).toBeLessThan(0.75)
})
