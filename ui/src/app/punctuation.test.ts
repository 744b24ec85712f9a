import { expect, test } from 'bun:test'
import { Glob } from 'bun'
import { list } from './format.rules'

const root = `${import.meta.dir}/..`
/** Values put side by side by a comma, a semicolon or a word that only some languages have. */
const ownList =
  /\.join\(\s*(['"`])(?:[,;،]\s+|\s+(?:and|or|et|ou|&)\s+)\1\s*\)|\$\{[^{}]*\}[,;] \$\{|Intl\.ListFormat/
/** A dash for a value that is not known. Words say what is missing; a screen reader says “dash”. */
const dash = /(['"`])\s*[–—]\s*\1|>\s*[–—-]\s*<|^\s*[–—]\s*$|(?:\?\?|\|\||:|fallback=)\s*(['"`])-\2/

const linesWith = async (pattern: RegExp) => {
  const found: string[] = []
  for (const file of new Glob('**/*.{ts,tsx}').scanSync(root)) {
    if (/\.(test|pw|bench)\.tsx?$|browser-test\.ts$/.test(file)) continue
    const lines = (await Bun.file(`${root}/${file}`).text()).split('\n')
    for (const [n, line] of lines.entries())
      if (pattern.test(line)) found.push(`${file}:${n + 1} ${line.trim()}`)
  }
  return found
}

test('things are listed as the reader’s language lists them, in one place', async () => {
  expect((await linesWith(ownList)).map(line => line.split(':')[0])).toEqual(['app/format.rules.ts'])
})

test('no dash stands for a value that is not known', async () => {
  expect(await linesWith(dash)).toEqual([])
})

test('each of these is seen', () => {
  for (const line of [
    "names.join(', ')",
    'names.join("; ")',
    "names.join(' and ')",
    `title={\`\${first}, \${second}\`}`,
    "new Intl.ListFormat('en')",
  ])
    expect([line, ownList.test(line)]).toEqual([line, true])
  for (const line of [
    "value ?? '–'",
    '<bdi>—</bdi>',
    '  –',
    "value || '-'",
    'fallback="-"',
    "known ? text : '—'",
  ])
    expect([line, dash.test(line)]).toEqual([line, true])
  for (const line of ["keys.join(',')", "parts.join(' · ')"]) expect(ownList.test(line)).toBe(false)
  for (const line of ["descending ? '-' : ''", "text.split('-')"]) expect(dash.test(line)).toBe(false)
})

test('a list ends with the word of its language', () => {
  const three = ['A', 'B', 'C']
  expect(list('en-GB', three)).toBe('A, B and C')
  expect(list('fr-FR', three)).toBe('A, B et C')
  expect(list('ar-u-nu-latn', three)).toBe('A وB وC')
  expect(list('en-GB', ['A'])).toBe('A')
  expect(list('en-GB', [])).toBe('')
})
