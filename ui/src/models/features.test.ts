import { expect, test } from 'bun:test'
import { bestScore, contactingFrom, isPending, sharesOf } from './features.rules'

const choice = (feature: string, choice: 'afterwards' | 'excluded' | 'kept') => ({
  feature,
  label: feature,
  choice,
  decidedBy: null,
  decidedAt: '2026-11-29T10:00:00Z',
})
const dropped = (key: string, code: 'dropped.excluded' | 'dropped.afterwards') => ({
  key,
  label: key,
  reason: { code, params: {}, text: '' },
})

test('a choice waits for a training until the version follows it, also one that was taken back', () => {
  const card = { suspects: [], dropped: [dropped('city', 'dropped.excluded')] }
  expect(isPending(card, [choice('city', 'excluded')])).toBe(false)
  expect(isPending(card, [])).toBe(true)
  expect(isPending(card, [choice('city', 'excluded'), choice('tags', 'afterwards')])).toBe(true)
  expect(
    isPending({ ...card, dropped: [dropped('tags', 'dropped.afterwards')] }, [choice('tags', 'afterwards')]),
  ).toBe(false)
  expect(isPending({ ...card, dropped: [] }, [choice('source', 'kept')])).toBe(false)
})

test('a threshold in shares: of all, of those contacted, of those to be found', () => {
  const all = { score: 0, rows: 200, hits: 40 }
  expect(contactingFrom({ score: 50, rows: 50, hits: 30 }, all)).toEqual({
    contacted: 0.25,
    precision: 0.6,
    recall: 0.75,
  })
  expect(contactingFrom({ score: 100, rows: 0, hits: 0 }, all)).toEqual({
    contacted: 0,
    precision: null,
    recall: 0,
  })
  expect(bestScore([all, { score: 50, rows: 50, hits: 30 }, { score: 90, rows: 5, hits: 5 }])).toBe(50)
  expect(bestScore([])).toBe(0)
})

test('when values came is told in shares, and not at all where it is not known', () => {
  expect(sharesOf({ before: 1, after: 2, unknown: 1 })).toEqual({ before: 0.25, after: 0.5, unknown: 0.25 })
  expect(sharesOf({ before: 0, after: 0, unknown: 0 })).toBeNull()
})
