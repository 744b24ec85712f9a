import { expect, test } from 'bun:test'
import type { Outcome, Step } from './step'
import { openTally } from './tally'

const step = (name: string, outcome: Outcome): Step => ({ name, run: async () => outcome })
const failure = (name: string, second: Outcome) => ({ name, again: async () => second })
const good: Outcome = { passed: 1, failed: 0 }
const bad: Outcome = { passed: 0, failed: 1, output: 'why it failed' }
const closing = /^\d+ passed, \d+ failed(, \d+ skipped)?$/

/** A run of steps up to its end, and all that it has printed. */
async function runOf(...steps: Step[]) {
  const said: string[] = []
  let clock = 0
  const tally = openTally(
    line => said.push(line),
    () => (clock += 1500),
  )
  for (const one of steps) await tally.run(one, {})
  await tally.tryAgain({})
  const { lines, failed } = tally.close()
  return { said, lines, failed, all: [...said, ...lines].join('\n').split('\n') }
}

test('what passes only at the second attempt counts as passed and is named at the end, what fails twice stays failed', async () => {
  const chance = failure('db/a.test.ts: by chance', good)
  const broken = failure('db/a.test.ts: broken', bad)
  const { said, lines, failed } = await runOf(
    step('tests of db', { passed: 7, failed: 2, skipped: 1, failures: [chance, broken] }),
  )
  expect(failed).toBe(1)
  expect(lines.at(-1)).toBe('8 passed, 1 failed, 1 skipped')
  expect(lines.filter(line => line.startsWith('!!'))).toEqual([
    '!! ONLY AT THE SECOND ATTEMPT: 1. Each has a cause: find it.',
    '!!   db/a.test.ts: by chance',
  ])
  expect(said.join('\n')).toContain('why it failed')
})

test('a second attempt is told what the first was, and of the services', async () => {
  const heard: Record<string, string>[] = []
  const again = async (environment: Record<string, string>) => {
    heard.push(environment)
    return good
  }
  const tally = openTally(() => {})
  const failing = step('browser tests', { passed: 0, failed: 1, failures: [{ name: 'a', again }] })
  await tally.run(failing, { SEXTANT_URL: 'here' })
  await tally.tryAgain({ SEXTANT_TEST_DATABASE_URL: 'there' })
  expect(heard).toEqual([{ SEXTANT_URL: 'here', SEXTANT_TEST_DATABASE_URL: 'there' }])
})

test('a test that is not found at the second attempt has not passed', async () => {
  const { failed } = await runOf(
    step('tests of db', { passed: 0, failed: 1, failures: [failure('gone', { passed: 0, failed: 0 })] }),
  )
  expect(failed).toBe(1)
})

test('a failure that cannot be tried again, and a step that throws twice, fail the run', async () => {
  let runs = 0
  const thrown = (times: number): Step => ({
    name: 'throws',
    run: async () => {
      if (runs++ < times) throw new Error('no such program')
      return good
    },
  })
  const { failed, all } = await runOf(step('many', { passed: 1, failed: 30, failures: [] }), thrown(2))
  expect(failed).toBe(31)
  expect(all).toContain('no such program')
  runs = 0
  expect((await runOf(thrown(1))).lines.at(-1)).toBe('1 passed, 0 failed')
})

test('the sums are the last line and the only one of their form', async () => {
  const { all } = await runOf(
    step('tests of db', { passed: 7, failed: 0 }),
    step('tests of ml', { passed: 2, failed: 1, failures: [failure('x', good)], note: '3 only' }),
  )
  expect(all.filter(line => closing.test(line))).toEqual(['10 passed, 0 failed'])
  expect(all.at(-1)).toMatch(closing)
  expect(all[0]).toBe(`✓ ${'tests of db'.padEnd(36)} 7 ok, 0 not ok  1.5 s`)
})

test('the ten slowest tests and the cost of each area over all rooms are told', async () => {
  const tests = Array.from({ length: 12 }, (_, n) => ({ name: `test ${n}`, seconds: n }))
  const files = [
    { name: 'db/leads/leads.test.ts', seconds: 2 },
    { name: 'db/core/core.test.ts', seconds: 4 },
    { name: 'ui/src/leads/leads.pw.ts', seconds: 40 },
  ]
  const { lines } = await runOf(step('tests', { passed: 12, failed: 0, tests, files }))
  expect(lines.filter(line => / test \d/.test(line))).toHaveLength(10)
  expect(lines.find(line => / test \d/.test(line))).toBe('    11.0 s  test 11')
  expect(lines).toContain('    42.0 s  leads (2)')
  expect(lines.indexOf('    42.0 s  leads (2)')).toBeLessThan(lines.indexOf('     4.0 s  core (1)'))
})
