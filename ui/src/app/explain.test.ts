import { expect, test } from 'bun:test'
import { Glob } from 'bun'
import * as v from 'valibot'
import { codesSaidAs, rulesSaidAs } from './problem-words'
import ar from './problems.ar'
import en from './problems.en'
import fr from './problems.fr'

const root = `${import.meta.dir}/../../..`
/** The server's own words. Imports name the faults of a file in words of their own. */
const sources = await Promise.all(
  ['db', 'edge']
    .flatMap(room => [...new Glob(`${room}/**/*.ts`).scanSync(root)])
    .filter(path => !/\.test\.ts$|node_modules|^db\/(imports|mapping|reading|testing)\//.test(path))
    .map(path => Bun.file(`${root}/${path}`).text()),
)
/** Refusals in the words of their areas, in each language. */
const wordsOfAreas = await Promise.all(
  ['en', 'fr', 'ar'].map(async locale => {
    const files = [...new Glob(`*/*.refusals.${locale}.ts`).scanSync(`${import.meta.dir}/..`)]
    const modules = await Promise.all(files.map(file => import(`../${file}`)))
    return Object.assign({}, ...modules.map(module => module.default))
  }),
)
const found = (pattern: RegExp) => [
  ...new Set(sources.flatMap(source => [...source.matchAll(pattern)].map(match => match[1]!))),
]
const wordless = (group: string, names: readonly string[], saidAs: Readonly<Record<string, string>>) =>
  [en, fr, ar]
    .map((words, i) => ({ ...words, ...wordsOfAreas[i] }))
    .flatMap(words => names.map(name => `${group}.${saidAs[name] ?? name}`).filter(key => !(key in words)))

test('every rule by which the server refuses has a sentence in each language', () => {
  const rules = [
    ...found(/\b(?:refused|gone)\(\s*'([\w.]+)'/g),
    ...found(/\b(?:forbidden|conflict)\([^;]*?,\s*'([\w.]+)',?\s*\)/g),
    ...found(/new Fault\([^;]*?\brule: '([\w.]+)'/g),
  ]
  expect(rules.length).toBeGreaterThan(20)
  // `refused` of sort and filter gives the code of a problem.
  expect(
    wordless(
      'rule',
      rules.filter(rule => !(rule in codesSaidAs) && !valueWords.has(rule)),
      rulesSaidAs,
    ),
  ).toEqual([])
})

test('every code of a refused value has a sentence in each language', () => {
  const codes = found(/\bpointer\b[^;]*?\bcode: '(\w+)'/g)
  expect(codes.length).toBeGreaterThan(10)
  expect(wordless('value', codes, codesSaidAs)).toEqual([])
})

test('every check of a shape has a sentence in each language', () => {
  const checks = found(/\bv\.(\w+)\(/g).flatMap(name => checkOf(name) ?? [])
  expect(checks).toContain('max_length')
  expect(wordless('value', checks, codesSaidAs)).toEqual([])
})

const valueWords = new Set(Object.keys(en).map(key => key.replace('value.', '')))

/** The code of a check of valibot's, undefined for what is a schema or a change. */
function checkOf(name: string): string | undefined {
  const make: unknown = Reflect.get(v, name)
  if (typeof make !== 'function') return undefined
  try {
    const made: unknown = make([])
    return v.parse(v.object({ kind: v.literal('validation'), type: v.string() }), made).type
  } catch {
    return undefined
  }
}
