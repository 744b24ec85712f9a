import { afterAll, expect, test } from 'bun:test'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseJunit, readJunit } from './junit'

const folder = mkdtempSync(join(tmpdir(), 'sextant-junit-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('tests that failed, died or were skipped are not counted as passed', () => {
  const report =
    '<?xml version="1.0"?>\n<testsuites name="x" tests="10" assertions="9" failures="2" errors="1" skipped="3" time="1"><testsuite tests="4"/></testsuites>'
  expect(parseJunit(report)).toMatchObject({ passed: 4, failed: 3, skipped: 3 })
})

test('a report without its outermost element counts as none', () => {
  expect(parseJunit('')).toBeUndefined()
  expect(readJunit(join(folder, 'missing.xml'))).toBeUndefined()
})

test('what Bun writes is read: names as they are written, groups from the outermost on, times of tests and files', () => {
  const file = join(folder, 'written.test.ts')
  writeFileSync(
    file,
    `import { beforeAll, describe, expect, test } from 'bun:test'
beforeAll(() => Bun.sleep(60))
test('"a" & <b>, ( c )', () => expect(1).toBe(2))
describe('outer', () => describe('inner', () => test('deep', () => { throw new Error('why') })))
test('well', () => {})
test.skip('later', () => {})
`,
  )
  const out = join(folder, 'report.xml')
  Bun.spawnSync(
    [process.execPath, 'test', '--reporter=junit', `--reporter-outfile=${out}`, './written.test.ts'],
    {
      cwd: folder,
    },
  )
  const report = readJunit(out)
  expect(report).toMatchObject({ passed: 1, failed: 2, skipped: 1 })
  expect(report?.tests.map(({ name, file, failed }) => [name, file, failed])).toEqual([
    ['"a" & <b>, ( c )', 'written.test.ts', true],
    ['outer inner deep', 'written.test.ts', true],
    ['well', 'written.test.ts', false],
    ['later', 'written.test.ts', false],
  ])
  expect(report?.files.map(({ name }) => name)).toEqual(['written.test.ts'])
  expect(report?.files[0]?.seconds).toBeGreaterThan(0.05)
})
