import { expect, test } from 'bun:test'
import { Glob } from 'bun'
import { type Message, type Messages, typeset } from './dictionary.rules'

const root = `${import.meta.dir}/..`
const locales = ['en', 'fr', 'ar'] as const
type Locale = (typeof locales)[number]
const dictionaries = async (locale: Locale): Promise<{ file: string; words: Messages }[]> =>
  Promise.all(
    [`i18n/${locale}.ts`, ...new Glob(`**/*.${locale}.ts`).scanSync(root)].map(async file => ({
      file,
      words: (await import(`${root}/${file}`)).default as Messages,
    })),
  )
const texts = (message: Message): string[] =>
  typeof message === 'string' ? [message] : Object.values(message)

/** What is another thing in one of the dictionaries, though its key is the same. */
const otherThings = new Set([
  // An activity's is its subject.
  'field.name',
])

test.each(locales)('a field and a choice have one word in all dictionaries: %s', async locale => {
  const words = new Map<string, Map<string, string[]>>()
  for (const { file, words: said } of await dictionaries(locale))
    for (const [key, message] of Object.entries(said)) {
      const [, kind, name] = key.match(/^(field|feature|option|status|source|industry)\.(\w+)$/) ?? []
      if (!kind || !name || otherThings.has(key) || file.startsWith('i18n/')) continue
      if (typeof message !== 'string') continue
      // A choice may be one of several fields: those of one list are compared with the words that the mapping has for them.
      const isChoice = kind !== 'field' && kind !== 'feature'
      const term = isChoice ? `choice ${name}` : `field ${name}`
      const by = words.get(term) ?? new Map<string, string[]>()
      by.set(message, [...(by.get(message) ?? []), file])
      words.set(term, by)
    }
  const several = [...words]
    .filter(([, by]) => by.size > 1)
    .map(([term, by]) => [term, Object.fromEntries(by)])
  expect(several).toEqual([])
})

test('Arabic has its own commas, question marks and endings', async () => {
  const wrong: string[] = []
  for (const { file, words } of await dictionaries('ar'))
    for (const [key, message] of Object.entries(words))
      for (const text of texts(message)) {
        const isWrong =
          /\p{Script=Arabic}{2}[,;?]/u.test(text) ||
          // The mark stands on the letter before the alif, as most of the words here write it.
          text.includes('ا\u064b') ||
          /(?<!\p{L})(يوم|صف|سجل|عمود|حقل|ملف|أول|واحد)ا(?![\p{L}\p{M}])/u.test(text) ||
          text.includes('تعذر')
        if (isWrong) wrong.push(`${file} ${key}: ${text}`)
      }
  expect(wrong).toEqual([])
})

test('where a number stands in Arabic with what it counts, its forms are those of the number', async () => {
  const wrong: string[] = []
  for (const { file, words } of await dictionaries('ar'))
    for (const [key, message] of Object.entries(words))
      if (typeof message === 'string' && /\{\w+\} (صف|سجل|عمود|صفقة|نتيجة|حقبة)(?!\p{L})/u.test(message))
        wrong.push(`${file} ${key}: ${message}`)
  expect(wrong).toEqual([])
})

test('French quotes and accents its own way, and no line ends before its colons', async () => {
  const wrong: string[] = []
  for (const { file, words } of await dictionaries('fr'))
    for (const [key, message] of Object.entries(words))
      for (const text of texts(message))
        if (key !== 'keys.use' && /["“”']|\p{L}[?!;:](\s|$)|(?<!\p{L})[Ii]mports?(?!\p{L})/u.test(text))
          wrong.push(`${file} ${key}: ${text}`)
  expect(wrong).toEqual([])
  expect(typeset('Annuler ? « Oui » : 3 ; non !', 'fr')).toBe(
    'Annuler\u00a0? «\u00a0Oui\u00a0»\u00a0: 3\u00a0; non\u00a0!',
  )
  expect(typeset('Sure ? yes', 'en')).toBe('Sure ? yes')
})
