/** Languages whose words for countries and languages are understood in a file. */
const spoken = ['en', 'fr', 'de', 'es', 'ar', 'pl', 'it', 'pt', 'nl', 'tr', 'ru', 'ja', 'zh', 'ko']
const languageCodes =
  'ar az be bg bn bs ca cs da de el en es et fa fi fr ga he hi hr hu hy id is it ja ka kk ko lt lv mk ms nb nl no pl pt ro ru sk sl sq sr sv sw th tr uk ur uz vi zh'.split(
    ' ',
  )
/** Names in common use that CLDR has no form of, in letters only; ISO 3166's own short names, and what states were called before. */
const otherNames: Readonly<Record<string, string>> = {
  AE: 'uae emirates الإمارات',
  AG: 'antigua',
  BA: 'bosnia',
  BN: 'bruneidarussalam',
  BO: 'boliviaplurinationalstateof',
  CD: 'drc drcongo democraticrepublicofthecongo congothedemocraticrepublicofthe zaire',
  CG: 'congo republicofthecongo congorepublic',
  CI: 'ivorycoast',
  CN: 'prc peoplesrepublicofchina mainlandchina chinamainland',
  CV: 'capeverde',
  CZ: 'czechrepublic',
  DE: 'brd federalrepublicofgermany',
  FK: 'falklands falklandislandsmalvinas',
  FM: 'micronesiafederatedstatesof federatedstatesofmicronesia',
  GB: 'uk gb greatbritain britain england scotland wales northernireland unitedkingdomofgreatbritainandnorthernireland بريطانيا',
  GM: 'gambia',
  HK: 'hongkong hongkongsar hk',
  IE: 'republicofireland eire',
  IR: 'iranislamicrepublicof islamicrepublicofiran persia',
  KG: 'kyrgyzrepublic',
  KN: 'saintkitts stkitts',
  KP: 'koreademocraticpeoplesrepublicof dprk',
  KR: 'korea southkorea republicofkorea korearepublicof',
  LA: 'laopdr laopeoplesdemocraticrepublic',
  LC: 'stlucia',
  MD: 'moldovarepublicof republicofmoldova',
  MK: 'macedonia fyrom thefyrmacedonia',
  MM: 'burma',
  MO: 'macau macao macaosar macausar',
  NL: 'holland',
  PS: 'palestine palestinestateof stateofpalestine فلسطين',
  RU: 'russia russianfederation',
  SA: 'ksa saudi kingdomofsaudiarabia السعودية',
  SK: 'slovakrepublic',
  ST: 'saotome',
  SY: 'syrianarabrepublic',
  SZ: 'swaziland',
  TL: 'easttimor',
  TR: 'turkey turkiye',
  TT: 'trinidad',
  TW: 'taiwanprovinceofchina taiwanroc republicofchina',
  TZ: 'tanzaniaunitedrepublicof unitedrepublicoftanzania',
  US: 'usa us america unitedstatesofamerica أمريكا',
  VA: 'vatican holysee',
  VC: 'stvincent saintvincent saintvincentandthegrenadines stvincentandthegrenadines',
  VE: 'venezuelabolivarianrepublicof',
  VG: 'virginislandsbritish',
  VI: 'virginislandsus',
  VN: 'vietnam socialistrepublicofvietnam',
}
/** No countries: unions and tests; and codes of states that are no more (Serbia was CS, Zimbabwe RH), which have a successor. */
const noCountries = new Set(
  'EU UN EZ ZZ QO XA XB AN BU CS CT DD DY FQ FX HV JT MI NH NQ NT PC PU PZ RH SU TP UK VD WK YD YU ZR'.split(
    ' ',
  ),
)

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
export const countryOf = (text: string): string | undefined =>
  (countryNames().get(plain(text)) ?? countryNames().get(plain(text.replace(/^\s*the\s+|,?\s+the\s*$/i, ''))))
    ?.code

/** Every country by its names and codes, in letters only: the names are the runtime's own (CLDR), long and short, and those in common use. */
export function countryNames(): ReadonlyMap<string, Place> {
  if (!countries) {
    countries = new Map(
      Object.entries(otherNames).flatMap(([code, names]) =>
        names.split(' ').map(name => [plain(name), { code }] as const),
      ),
    )
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
    const codes = letters.flatMap(a => letters.map(b => a + b)).filter(code => !noCountries.has(code))
    // A long name goes before a short one that is spelt the same.
    for (const style of ['long', 'short'] as const)
      for (const language of spoken) {
        const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none', style })
        for (const code of codes) {
          const name = names.of(code)
          if (!name) continue
          for (const written of writingsOf(name))
            if (plain(written) && !countries.has(plain(written)))
              countries.set(plain(written), { code, name })
          if (!countries.has(code.toLowerCase())) countries.set(code.toLowerCase(), { code })
        }
      }
  }
  return countries
}

/** `Myanmar (Burma)` is also Myanmar; `St. Kitts & Nevis` also Saint Kitts and Nevis. */
const writingsOf = (name: string): string[] => [
  name,
  name.replaceAll('&', 'and').replace(/\bSt\. /, 'Saint '),
  name.replaceAll('&', 'and'),
  name.replace(/\bSt\. /, 'Saint '),
  name.replace(/\s*[(（].*[)）]/, ''),
]

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
