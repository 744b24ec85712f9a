import { expect, test } from 'bun:test'
import { join } from 'node:path'
import { browserTestsIn, onlyTest, type PlaywrightReport } from './playwright-report'
import { root } from './run-command'

const spec = (title: string, status: string, line = 12) => ({
  title,
  file: 'leads/leads.pw.ts',
  line,
  tests: [{ status, results: [{ duration: 1500 }, { duration: 500 }] }],
})
const report: PlaywrightReport = {
  config: { rootDir: join(root, 'ui/src') },
  suites: [
    {
      specs: [spec('a row (of 2) is “Won”: en', 'unexpected')],
      suites: [{ specs: [spec('inside a group', 'expected', 40), spec('left out', 'skipped', 41)] }],
    },
  ],
  stats: { expected: 1, unexpected: 1, flaky: 0, skipped: 1 },
}

test('tests are read from all groups, with their file from the root and their time', () => {
  expect(browserTestsIn(report).map(({ name, seconds, failed }) => [name, seconds, failed])).toEqual([
    ['ui/src/leads/leads.pw.ts: a row (of 2) is “Won”: en', 2, true],
    ['ui/src/leads/leads.pw.ts: inside a group', 2, false],
    ['ui/src/leads/leads.pw.ts: left out', 2, false],
  ])
})

test('a test is run once more by its place and its title, with those that share the line left out', () => {
  const [file, flag, pattern] = onlyTest(browserTestsIn(report)[0]!)
  expect([file, flag]).toEqual(['ui/src/leads/leads.pw.ts:12', '-g'])
  // What Playwright looks in.
  const called = (title: string, tags = '') => ` leads/leads.pw.ts ${title}${tags}`
  expect(called('a row (of 2) is “Won”: en')).toMatch(new RegExp(pattern!))
  expect(called('a row (of 2) is “Won”: en', ' @alone')).toMatch(new RegExp(pattern!))
  expect(called('a row (of 2) is “Won”: english')).not.toMatch(new RegExp(pattern!))
})
