import { expect, test } from 'bun:test'
import { Glob } from 'bun'
import { fill, type Message, type Messages } from './dictionary.rules'
import { intlTag } from './locale.rules'

const source = `${import.meta.dir}/..`
const paths = [...new Glob('**/{en,*.en}.ts').scanSync(source)].sort()
const read = async (path: string) => ((await import(`${source}/${path}`)) as { default: Messages }).default
const dictionaries = await Promise.all(
  paths.map(async path => {
    const of = (locale: string) => read(path.replace(/en\.ts$/, `${locale}.ts`))
    return { path, en: await of('en'), fr: await of('fr'), ar: await of('ar') }
  }),
)
const forms = (message: Message): string[] =>
  typeof message === 'string' ? [message] : Object.values(message)
const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort()
const each = function* () {
  for (const { path, en, fr, ar } of dictionaries)
    for (const [key, message] of Object.entries(en))
      for (const [locale, words] of [
        ['fr', fr],
        ['ar', ar],
      ] as const)
        yield { where: `${path} ${key} (${locale})`, locale, en: message, other: words[key] }
}

test('there are dictionaries of the frame, the parts and every area', () => {
  expect(paths.length).toBeGreaterThan(15)
  expect(dictionaries.flatMap(({ en }) => Object.keys(en)).length).toBeGreaterThan(1500)
})

test('no sentence shows a gap for any number that people count', () => {
  const gaps: string[] = []
  for (const { where, locale, en, other } of each()) {
    if (other === undefined) continue
    const told = Object.fromEntries(
      forms(en)
        .flatMap(names)
        .map(name => [name, 'x']),
    )
    for (const n of [0, 1, 2, 3, 11, 100, 1_000_000]) {
      const text = fill(other, { ...told, n }, intlTag[locale])
      if (/\{\w+\}|undefined|NaN/.test(text)) gaps.push(`${where} for ${n}: ${text}`)
    }
  }
  expect(gaps).toEqual([])
})

test('no sentence ends with an exclamation, or says please or oops', () => {
  const said: string[] = []
  for (const { path, en } of dictionaries)
    for (const [key, message] of Object.entries(en))
      for (const text of forms(message))
        if (/!$|\bplease\b|\boops\b/i.test(text)) said.push(`${path} ${key}: ${text}`)
  expect(said).toEqual([])
})
