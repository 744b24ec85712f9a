/**
 * Letters, digits and signs that people write in several ways, each with the one it is looked for as. Signs that say nothing (`unsaid`) are left out.
 * Postgres does the same by `folded(text)`, which is made from these very lists (`folding-functions.ts`).
 */
export const likeness: readonly (readonly [as: string, written: string])[] = [
  ['-', '\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\u05be\u1400\u301c\u30a0'],
  ['"', '\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u2036\u3003\u05f4'],
  [' ', '\t\n\v\f\r\u0085\u1680\u2028\u2029'],
  ['a', 'ª'],
  ['d', 'đðɖ'],
  ['e', 'əɛ'],
  ['h', 'ħ'],
  ['i', 'ıɨ'],
  ['k', 'ĸƙ'],
  ['l', 'łƚɫ'],
  ['n', 'ŋɲ'],
  ['o', 'øɔ'],
  ['t', 'ŧ'],
  ['b', 'ɓ'],
  ['σ', 'ς'],
  ['г', 'ґ'],
  ['ا', 'ٱٲٳٵ'],
  ['ي', 'ىیېۍے'],
  ['ه', 'ةەہھۃ'],
  ['ك', 'کڪګ'],
  ['ن', 'ں'],
  ['و', 'ۋۆۇ'],
]

/** One letter that others write as two. */
export const twoLetters: readonly (readonly [as: string, written: string])[] = [
  ['ss', 'ß'],
  ['ae', 'æ'],
  ['oe', 'œ'],
  ['th', 'þ'],
]

/** The noughts of the scripts that have digits of their own; one to nine follow each. Full-width and other drawn digits are NFKC's. */
export const noughts =
  '\u0660\u06f0\u07c0\u0966\u09e6\u0a66\u0ae6\u0b66\u0be6\u0c66\u0ce6\u0d66\u0de6\u0e50\u0ed0\u0f20\u1040\u17e0\u1810'

/** Apostrophes of every kind, with the accents that stand in for them: first and last of each range. */
const apostrophes =
  "'' `` \u00b4\u00b4 \u02b9\u02bf \u02c8\u02c8 \u02ca\u02cb \u055a\u055a \u05f3\u05f3 \u07f4\u07f5 \u1fbd\u1fbd \u1fbf\u1fbf \u1fef\u1fef \u1ffd\u1ffe \u2018\u2019 \u201b\u201b \u2032\u2032 \u2035\u2035 \ua78b\ua78c \uff07\uff07 \uff40\uff40"

/** Marks over and under letters in the scripts that are read without them (accents, niqqud, harakat), tatweel, and what only steers the writing. In Indic and Thai words marks are letters, and stay. */
const marks =
  '\u00ad\u00ad \u0300\u036f \u0483\u0489 \u0591\u05bd \u05bf\u05bf \u05c1\u05c2 \u05c4\u05c5 \u05c7\u05c7 \u0610\u061a \u061c\u061c \u0640\u0640 \u064b\u065f \u0670\u0670 \u06d6\u06dc \u06df\u06e4 \u06e7\u06e8 \u06ea\u06ed \u0711\u0711 \u0730\u074a \u08ca\u08e1 \u08e3\u08ff \u180e\u180e \u1ab0\u1ace \u1dc0\u1dff \u200b\u200f \u202a\u202e \u2060\u206f \u20d0\u20f0 \ufe00\ufe0f \ufe20\ufe2f \ufeff\ufeff'

const inRanges = (ranges: string) =>
  ranges
    .split(' ')
    .map(range => (range[0] === range[1] ? range[0] : `${range[0]}-${range[1]}`))
    .join('')

/** Classes of a regular expression, for JavaScript and Postgres alike: what is left out before letters are taken apart, and after. */
export const unsaid = {
  before: `[${inRanges(apostrophes)}]`,
  after: `[${inRanges(`${apostrophes} ${marks}`)}]`,
}

const before = new RegExp(unsaid.before, 'gu')
const after = new RegExp(unsaid.after, 'gu')

const alike = new Map([
  ...[...likeness, ...twoLetters].flatMap(([as, written]) => [...written].map(one => [one, as] as const)),
  ...[...noughts].flatMap(nought =>
    Array.from(
      { length: 10 },
      (_, n) => [String.fromCodePoint(nought.codePointAt(0)! + n), String(n)] as const,
    ),
  ),
])

/**
 * Lower case by Unicode's simple mapping, one code point for one code point and without context: exactly what Postgres
 * does in `lower(x COLLATE "pg_c_utf8")`. So İ becomes i (not i with a dot above), Σ always σ, and ß stays ß.
 */
export function smallLetters(text: string): string {
  let small = ''
  for (const point of text) small += point === 'İ' ? 'i' : point.toLowerCase()
  return small
}

/**
 * The text as it is looked for: small letters without accents, harakat and tatweel, without apostrophes, every digit a Latin one, and of letters that
 * stand for each other always the same. `O’Connor` and `oconnor` are one, as are `علی` and `على`, `٢٠٢٤` and `2024`, `Müller` and `MULLER`.
 */
export function folded(text: string): string {
  if (/^[ -~]*$/.test(text)) return text.toLowerCase().replace(/['`]/g, '')
  let plain = ''
  for (const point of smallLetters(text.replace(before, '').normalize('NFKD')).replace(after, ''))
    plain += alike.get(point) ?? point
  return plain
}
