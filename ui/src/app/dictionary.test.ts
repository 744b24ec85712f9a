import { expect, test } from 'bun:test'
import { Glob } from 'bun'
import { fill, type Message, type Messages } from './dictionary.rules'

const root = `${import.meta.dir}/..`
const english = ['i18n/en.ts', ...new Glob('**/*.en.ts').scanSync(root)]
const load = async (file: string): Promise<Messages> => (await import(`${root}/${file}`)).default
const pairs = async () =>
  Promise.all(
    english.flatMap(file =>
      (['fr', 'ar'] as const).map(async locale => ({
        file,
        locale,
        en: await load(file),
        other: await load(file.replace(/en\.ts$/, `${locale}.ts`)),
      })),
    ),
  )
const texts = (message: Message | undefined) =>
  message === undefined ? [] : typeof message === 'string' ? [message] : Object.values(message)
const placeholders = (message: Message | undefined) =>
  new Set(texts(message).flatMap(text => [...text.matchAll(/\{(\w+)\}/g)].map(match => match[1])))

test('every dictionary has the same keys and parameters in each language', async () => {
  expect(english.length).toBeGreaterThan(1)
  for (const { file, locale, en, other } of await pairs()) {
    expect([file, locale, Object.keys(other).sort()]).toEqual([file, locale, Object.keys(en).sort()])
    for (const key of Object.keys(en)) {
      const unknown = [...placeholders(other[key])].filter(name => !placeholders(en[key]).has(name))
      expect([file, locale, key, unknown]).toEqual([file, locale, key, []])
    }
  }
})

const properNames = new Set(['Sextant', 'Temporal'])
/** Words that are the same in French as in English. */
const sameInFrench =
  /^(Sextant|Actions|[Cc]ontacts?|[Cc]onversations?|Pipelines?|Position|Prospects?|[Ee]-mail|Finance|Agriculture|Services|Code|Description|Type|Question|Incident|[Tt]ickets?|WhatsApp|Date|Notes?|Action|Documents?|Messages?|Score|Total|min|h {2}min|Minutes|Temporal|Source|[Vv]ersions?( \{n\})?|Invitations?|Points?|Site|[\d\W]*|(\{\w+\}[\W]*)+)$/

test('no English is left in French or Arabic', async () => {
  for (const { file, locale, en, other } of await pairs()) {
    for (const key of Object.keys(en)) {
      for (const text of texts(other[key])) {
        const plain = text.replaceAll(/\{\w+\}/g, '')
        if (locale === 'ar' && !properNames.has(text) && /\p{L}/u.test(plain))
          expect([file, key, text]).toEqual([file, key, expect.stringMatching(/\p{Script=Arabic}/u)])
        if (
          locale === 'fr' &&
          !sameInFrench.test(plain.replaceAll(/[=:]/g, '').trim()) &&
          texts(en[key]).includes(text) &&
          /\p{L}{3}/u.test(plain)
        ) {
          throw new Error(
            `${file} ${key}: “${text}” is the English text. Translate it, or name it as the same in French.`,
          )
        }
      }
    }
  }
})

test('a plural takes the form of its number in each language and writes numbers as the language does', () => {
  const ar = { zero: 'z', one: '1', two: '2', few: 'f {n}', many: 'm {n}', other: 'o {n}' }
  expect([0, 1, 2, 3, 11, 100].map(n => fill(ar, { n }, 'ar-u-nu-latn'))).toEqual([
    'z',
    '1',
    '2',
    'f 3',
    'm 11',
    'o 100',
  ])
  expect(fill('{n} of {total}', { n: 3, total: 1284 }, 'en-GB')).toBe('3 of 1,284')
  expect(fill('{n}', { n: 1284 }, 'fr-FR')).toBe('1\u202f284')
})
