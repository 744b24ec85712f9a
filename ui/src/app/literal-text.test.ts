import { expect, test } from 'bun:test'
import { Glob } from 'bun'

const root = `${import.meta.dir}/..`
const spoken = ['aria-label', 'title', 'placeholder', 'label', 'hint', 'alt', 'data-tip', 'summary', 'why']

/** Words that a reader would see and that stand in the code instead of a dictionary. */
function literals(source: string): string[] {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '')
  // Only from the first element on: types before it use the same brackets.
  const found: string[] = []
  for (const [, text = ''] of code.matchAll(
    /<\/?[A-Za-z][\w.]*(?:\s[^<>{}]*)?>([^<>{}]*\p{L}{2}[^<>{}]*)<\/?[A-Za-z]/gu,
  )) {
    // The next property of an object that holds elements is no text of the one before it.
    if (!/[=;()&|]|=>|\bimport\b|^,\s*\w+:\s*$/.test(text)) found.push(text.trim())
  }
  for (const attribute of spoken) {
    for (const [, text = ''] of code.matchAll(
      new RegExp(`\\s${attribute}=["']([^"']*\\p{L}{2}[^"']*)["']`, 'gu'),
    ))
      found.push(text)
  }
  // What stands on a key is the same in each language.
  return found.filter(text => text !== 'Esc' && text !== 'Alt')
}

test('no sentence stands in a screen: all words come from dictionaries', async () => {
  for (const file of new Glob('**/*.tsx').scanSync(root)) {
    expect([file, literals(await Bun.file(`${root}/${file}`).text())]).toEqual([file, []])
  }
})

test('the check sees a literal where one is', () => {
  expect(literals('<p class="a">Hello there</p>')).toEqual(['Hello there'])
  expect(literals('<Button aria-label="Close it" />')).toEqual(['Close it'])
  expect(literals("<p>{t('x')}</p>")).toEqual([])
  expect(literals('{ title: <b>{a}</b>,\n support: <i>{b}</i> }')).toEqual([])
})
