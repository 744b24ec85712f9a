import { afterEach, beforeEach, expect, test } from 'bun:test'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testFiles } from './unit-tests'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sextant-unit-tests-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, body: string): string {
  const path = join(folder, `${name}.test.ts`)
  writeFileSync(path, `import { beforeAll, describe, expect, test } from 'bun:test'\n${body}`)
  return path
}
/** Fails in the first process that comes by, and passes in the next. */
const oncePast = (name: string) => `
  const mark = ${JSON.stringify(join(folder, `${name}.past`))}
  const past = await Bun.file(mark).exists()
  await Bun.write(mark, '')`

test('a test that failed by chance is run alone, by its name, and passes', async () => {
  const path = file(
    'chance',
    `${oncePast('chance')}
describe('group (a+b)', () => test('fails "once" & $never$', () => expect(past).toBe(true)))
test('is not run again', () => expect(past).toBe(false))`,
  )
  const outcome = await testFiles([path], {})
  expect(outcome).toMatchObject({ passed: 1, failed: 1, skipped: 0 })
  expect(outcome.failures?.map(({ name }) => name)).toEqual([`${path}: group (a+b) fails "once" & $never$`])
  expect(await outcome.failures![0]!.again({})).toMatchObject({ passed: 1, failed: 0 })
})

test('a test that is broken fails again', async () => {
  const outcome = await testFiles([file('broken', `test('broken', () => expect(1).toBe(2))`)], {})
  expect(await outcome.failures![0]!.again({})).toMatchObject({ passed: 0, failed: 1 })
})

test('where the tests of a file could not begin, the whole file is run again', async () => {
  const path = file(
    'begin',
    `${oncePast('begin')}
beforeAll(() => { if (!past) throw new Error('no server') })
test('one', () => {})
test('two', () => {})`,
  )
  const outcome = await testFiles([path], {})
  expect(outcome.failed).toBe(1)
  expect(await outcome.failures![0]!.again({})).toMatchObject({ passed: 2, failed: 0 })
})

test('an error outside every test fails the run, also beside a test that fails', async () => {
  const broken = file('outside', `test('well', () => {})\nthrow new Error('at import')`)
  const alone = await testFiles([broken], {})
  expect([alone.failed, alone.failures?.length]).toEqual([1, 1])
  expect((await alone.failures![0]!.again({})).failed).toBeGreaterThan(0)
  const path = file('beside', `${oncePast('beside')}\ntest('fails once', () => expect(past).toBe(true))`)
  const both = await testFiles([path, broken], {})
  expect(both.failed).toBe(2)
  const second = await Promise.all(both.failures!.map(({ again }) => again({})))
  expect(second.map(({ failed }) => failed)).toEqual([0, 1])
})

test('a runner that dies fails the run, and all its tests are counted when the second attempt is good', async () => {
  const path = file('dies', `${oncePast('dies')}\nif (!past) process.exit(9)\ntest('one', () => {})`)
  const outcome = await testFiles([path, file('other', `test('two', () => {})`)], {})
  expect(outcome).toMatchObject({ passed: 0, failed: 1 })
  expect(await outcome.failures![0]!.again({})).toMatchObject({ passed: 2, failed: 0 })
})

test('many failures have one cause, and are not tried one by one', async () => {
  const many = Array.from({ length: 21 }, (_, n) => `test('${n}', () => expect(1).toBe(2))`).join('\n')
  expect(await testFiles([file('many', many)], {})).toMatchObject({ failed: 21, failures: [] })
})

test('what each test and each file took is told', async () => {
  const path = file('slow', `test('sleeps', () => Bun.sleep(30))`)
  const { tests, files } = await testFiles([path], {})
  expect(tests?.[0]?.name).toBe(`${path}: sleeps`)
  expect(tests?.[0]?.seconds).toBeGreaterThan(0.025)
  expect(files?.[0]?.name).toBe(path)
})
