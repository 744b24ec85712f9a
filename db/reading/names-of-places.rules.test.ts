import { expect, test } from 'bun:test'
import { countryOf } from './names-of-places.rules'

/** ISO 3166-1: what has a code today. */
const today =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'.split(
    ' ',
  )

test('every country is known by every name that CLDR has in the languages spoken, long and short', () => {
  for (const language of ['en', 'fr', 'ar', 'de', 'es', 'pl', 'it', 'pt', 'nl', 'tr', 'ru', 'ja', 'zh', 'ko'])
    for (const style of ['long', 'short'] as const) {
      const names = new Intl.DisplayNames([language], { type: 'region', style })
      for (const code of today) {
        const name = names.of(code)!
        // Two letters are a code before they are a short name: RU is Russia, and in French the United Kingdom.
        if (/^\p{L}\.?-?\p{L}\.?$/u.test(name)) continue
        expect([language, name, countryOf(name)]).toEqual([language, name, code])
      }
    }
})

test('a country is known by its common English names, its own short name and what it was called before', () => {
  for (const [code, ...names] of [
    ['HK', 'Hong Kong', 'Hongkong', 'Hong Kong SAR', 'HK'],
    ['MO', 'Macau', 'Macao'],
    ['PS', 'Palestine', 'State of Palestine'],
    ['MM', 'Burma', 'Myanmar'],
    ['BA', 'Bosnia', 'Bosnia and Herzegovina'],
    ['TT', 'Trinidad and Tobago'],
    ['RU', 'Russian Federation'],
    ['KR', 'Korea, Republic of', 'Republic of Korea', 'South Korea'],
    ['NL', 'The Netherlands', 'Holland'],
    ['GM', 'The Gambia', 'Gambia, The'],
    ['CD', 'DR Congo', 'Democratic Republic of the Congo'],
    ['CG', 'Republic of the Congo', 'Congo-Brazzaville'],
    ['IR', 'Iran, Islamic Republic of', 'IRAN'],
    ['CZ', 'Czech Republic', 'Czechia'],
    ['KN', 'Saint Kitts and Nevis', 'St Kitts & Nevis'],
    ['VC', 'Saint Vincent and the Grenadines'],
    ['GB', 'Northern Ireland', 'Britain', 'U.K.'],
    // The names of states that are no more went to their own old codes.
    ['RS', 'Serbia', 'صربيا'],
    ['ZW', 'Zimbabwe'],
    ['CW', 'Curaçao'],
    ['VU', 'Vanuatu'],
    ['VN', 'فيتنام', 'Viet Nam'],
  ] as const)
    for (const name of names) expect([name, countryOf(name)]).toEqual([name, code])
  for (const name of ['Atlantis', 'the', 'Select', 'European Union'])
    expect([name, countryOf(name)]).toEqual([name, undefined])
})
