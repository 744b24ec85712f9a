import { expect, test } from 'bun:test'
import { limitMs } from './run-command'
import { areaOf, countTests, filesIn, partsOf } from './test-files'

test('the area of a file is its folder in the room', () => {
  expect(
    ['db/leads/leads.test.ts', 'ui/src/leads/leads.pw.ts', 'ui/src/parts/grid/grid.test.ts'].map(areaOf),
  ).toEqual(['leads', 'leads', 'parts'])
  expect(['.ci/knip.test.ts', '.ci/steps/junit.test.ts', 'ml/native.test.ts'].map(areaOf)).toEqual([
    '.ci',
    '.ci',
    'ml',
  ])
})

const files = (counts: Record<string, number>) =>
  Object.entries(counts).flatMap(([area, count]) =>
    Array.from({ length: count }, (_, n) => `db/${area}/${n}.test.ts`),
  )

test('areas share a part until it is full; one that is larger than a part is divided', () => {
  const parts = partsOf(files({ access: 2, core: 1, deals: 1, filter: 9, leads: 2, models: 3 }), 4)
  expect(parts.map(({ name, files }) => [name, files.length])).toEqual([
    ['access to deals', 4],
    ['filter, 1 of 3', 3],
    ['filter, 2 of 3', 3],
    ['filter, 3 of 3', 3],
    ['leads', 2],
    ['models', 3],
  ])
})

test('each file is in one part, whatever the size of parts', () => {
  const all = filesIn('db', '*.test.{ts,tsx}')
  expect(all.length).toBeGreaterThan(20)
  for (const most of [1, 3, 8, 1000])
    expect(
      partsOf(all, most)
        .flatMap(part => part.files)
        .sort(),
    ).toEqual(all)
})

test('a limit grows with the tests that are declared', () => {
  const source = `test('a', () => {})\n  test.each([1, 2])('b %d', () => {})\n  expect(latest(1))\nfor (const x of y)\n  test(x, () => {})\n`
  expect(countTests(source)).toBe(3)
  expect(limitMs(countTests(source)) - limitMs()).toBe(90_000)
})
