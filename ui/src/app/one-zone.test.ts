import { expect, test } from 'bun:test'
import { Glob } from 'bun'

const root = `${import.meta.dir}/..`
/** What tells the day or the hour by the clock of the machine, or cuts UTC's day out of a text. */
const machineClock =
  /\.(get|set)(FullYear|Month|Date|Day|Hours|Minutes)\(|getTimezoneOffset|toLocale(Date|Time)?String\(|toDateString|toTimeString|toISOString\(\)\.slice\(0, ?10\)|new Date\(\s*[\w.]+\s*,|resolvedOptions\(\)\.timeZone/

test('no screen tells a day or an hour by another clock than the reader’s', async () => {
  const found: string[] = []
  for (const file of new Glob('**/*.{ts,tsx}').scanSync(root)) {
    if (/\.(test|pw)\.tsx?$|browser-test\.ts$/.test(file)) continue
    const lines = (await Bun.file(`${root}/${file}`).text()).split('\n')
    for (const [n, line] of lines.entries()) if (machineClock.test(line)) found.push(`${file}:${n + 1}`)
  }
  // Where the browser is asked where it is.
  expect(found.map(place => place.split(':')[0])).toEqual(['app/zone.ts'])
})

test('each of these is seen', () => {
  for (const line of [
    'now.getFullYear()',
    'new Date().toISOString().slice(0, 10)',
    'new Date(2026, 10, 1)',
    'at.getTimezoneOffset()',
    'at.toLocaleDateString()',
    'a.toDateString() === b.toDateString()',
  ])
    expect([line, machineClock.test(line)]).toEqual([line, true])
  expect(machineClock.test('new Date().toISOString()')).toBe(false)
})
