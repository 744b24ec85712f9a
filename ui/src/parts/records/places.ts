import { format } from '../../app/format'

/** ISO 3166-1 alpha-2, officially assigned. */
const countries =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'
/** Languages that people are written to in, ISO 639-1. */
const languages =
  'ar az bg bn bs ca cs da de el en es et fa fi fr he hi hr hu hy id it ja ka kk ko lt lv mk ms nl no pl pt ro ru sk sl sq sr sv sw ta th tr uk ur uz vi zh'

const named = (codes: string, name: (code: string) => string) =>
  codes
    .split(' ')
    .map(value => ({ value, label: name(value) }))
    .sort((a, b) => a.label.localeCompare(b.label))

let knownCountries: ReturnType<typeof named> | undefined
let knownLanguages: ReturnType<typeof named> | undefined

/** Countries by name in the reader's language; a page has one language. */
export const countryOptions = () => (knownCountries ??= named(countries, format.country))
export const languageOptions = () => (knownLanguages ??= named(languages, format.language))
