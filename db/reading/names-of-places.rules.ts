/** Languages whose words for countries and languages are understood in a file. */
const spoken = ['en', 'fr', 'de', 'es', 'ar', 'pl', 'it', 'pt', 'nl', 'tr', 'ru', 'ja', 'zh', 'ko']
const languageCodes =
  'ar az be bg bn bs ca cs da de el en es et fa fi fr ga he hi hr hu hy id is it ja ka kk ko lt lv mk ms nb nl no pl pt ro ru sk sl sq sr sv sw th tr uk ur uz vi zh'.split(
    ' ',
  )
const otherNames: Record<string, string> = {
  usa: 'US',
  us: 'US',
  unitedstatesofamerica: 'US',
  america: 'US',
  uk: 'GB',
  greatbritain: 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  uae: 'AE',
  holland: 'NL',
  korea: 'KR',
  southkorea: 'KR',
  czechrepublic: 'CZ',
  turkey: 'TR',
  ksa: 'SA',
  drc: 'CD',
  ivorycoast: 'CI',
  russia: 'RU',
  vietnam: 'VN',
  السعودية: 'SA',
  الإمارات: 'AE',
  أمريكا: 'US',
  بريطانيا: 'GB',
}

export const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\p{P}\p{Z}\p{S}]/gu, '')
    .toLowerCase()

interface Place {
  code: string
  /** As it is written; undefined for a code or a short name, which nobody misspells. */
  name?: string
}

let countries: Map<string, Place> | undefined
let languages: Map<string, Place> | undefined

/** ISO 3166 alpha-2 of a country's code or name in any of the languages spoken. */
export const countryOf = (text: string): string | undefined => countryNames().get(plain(text))?.code

/** Every country by its names and codes, in letters only; the names are the runtime's own (CLDR). */
export function countryNames(): ReadonlyMap<string, Place> {
  if (!countries) {
    countries = new Map(Object.entries(otherNames).map(([name, code]) => [plain(name), { code }]))
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
    const names = spoken.map(
      language => new Intl.DisplayNames([language], { type: 'region', fallback: 'none' }),
    )
    for (const code of letters.flatMap(a => letters.map(b => a + b))) {
      // No countries: unions and tests; nor codes of states that are no more (DD), which have a successor.
      if (
        ['EU', 'UN', 'EZ', 'ZZ', 'QO', 'XA', 'XB'].includes(code) ||
        Intl.getCanonicalLocales(`und-${code}`)[0] !== `und-${code}`
      )
        continue
      for (const name of names) {
        const known = name.of(code)
        if (!known) continue
        countries.set(plain(known), countries.get(plain(known)) ?? { code, name: known })
        countries.set(code.toLowerCase(), countries.get(code.toLowerCase()) ?? { code })
      }
    }
  }
  return countries
}

/** The language code (`fr`, `pt-BR`) of a code or a language's name. */
export function languageOf(text: string): string | undefined {
  const trimmed = text.trim().replace('_', '-')
  if (
    /^[a-z]{2,3}(-[a-z]{2,4})?$/i.test(trimmed) &&
    languageCodes.includes(trimmed.slice(0, 2).toLowerCase())
  ) {
    const [base, region] = trimmed.split('-')
    return region ? `${base!.toLowerCase()}-${region}` : base!.toLowerCase()
  }
  return languageNames().get(plain(text))?.code
}

/** Every language by its names in the languages spoken. */
export function languageNames(): ReadonlyMap<string, Place> {
  if (!languages) {
    languages = new Map()
    for (const language of [...spoken, ...languageCodes]) {
      const name = new Intl.DisplayNames([language], { type: 'language', fallback: 'none' })
      for (const code of languageCodes) {
        const known = name.of(code)
        if (known && !languages.has(plain(known))) languages.set(plain(known), { code, name: known })
      }
    }
  }
  return languages
}
