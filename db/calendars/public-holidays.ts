import Holidays from 'date-holidays'
import { authorise, type Context } from '../core/context'
import { invalid } from '../core/errors'
import type { Holiday, HolidayPlaces } from './calendars.model'

const dayMs = 86_400_000
const languages = ['fr', 'ar'] as const

/** The countries whose public holidays are known, and the regions of one of them, named in the reader's language, or else as the library has them. */
export function holidayPlaces(ctx: Context, country?: string): HolidayPlaces {
  authorise(ctx, 'calendar', 'read')
  const known = new Holidays()
  const names = new Intl.DisplayNames(ctx.locale, { type: 'region', fallback: 'none' })
  const nameOf = (code: string, name: string) => names.of(code) ?? name
  const listed = (found: Record<string, string> | undefined, name = (_: string, own: string) => own) =>
    Object.entries(found ?? {})
      .map(([code, own]) => ({ code, name: name(code, own) }))
      .sort((a, b) => a.name.localeCompare(b.name, ctx.locale))
  return {
    countries: listed(known.getCountries(ctx.locale), nameOf),
    regions: country ? listed(known.getStates(country, ctx.locale)) : [],
  }
}

export interface HolidaysAsked {
  country: string
  region?: string
  fromYear: number
  years: number
}

/**
 * The public holidays of a country, or of a region of it, over some years, with their names in English and, where they are known, in French and Arabic. Holidays
 * of several days are a row a day. Throws `invalid` for a country or a region that is not known.
 */
export function publicHolidays(ctx: Context, asked: HolidaysAsked): Holiday[] {
  authorise(ctx, 'calendar', 'read')
  const { country, region, fromYear, years } = asked
  const known = new Holidays()
  if (!known.getCountries()[country]) throw unknownPlace('country')
  if (region && !known.getStates(country)?.[region]) throw unknownPlace('region')
  // It remembers in which language it was asked last, and falls back to that: one for each.
  const placeFor = () => (region ? new Holidays(country, region) : new Holidays(country))
  const native = placeFor()
  const own = native.getLanguages()[0] ?? 'en'
  const places = { native, own, en: placeFor(), fr: placeFor(), ar: placeFor() }
  const found = Array.from({ length: years }, (_, n) => holidaysOf(places, fromYear + n)).flat()
  const byPlace = new Map(found.map(holiday => [`${holiday.day} ${holiday.start} ${holiday.end}`, holiday]))
  return [...byPlace.values()].sort((a, b) => (a.day < b.day ? -1 : 1))
}

type Places = Record<'native' | 'en' | (typeof languages)[number], Holidays> & { own: string }

function holidaysOf(places: Places, year: number): Holiday[] {
  const { own } = places
  // What the country calls it itself, which the library says where it has no name in a language.
  const native = namesIn(places.native, year, own)
  const named = languages.map(language => ({ language, names: namesIn(places[language], year, language) }))
  return places.en.getHolidays(year, 'en').flatMap(({ date, start, end, rule, name, type }) => {
    if (type !== 'public' && type !== 'bank') return []
    const key = `${date} ${rule}`
    const names: Holiday['names'] = { en: name.slice(0, 120) }
    for (const { language, names: known } of named) {
      const said = known.get(key)
      if (said && (own === language || (said !== native.get(key) && said !== name)))
        names[language] = said.slice(0, 120)
    }
    const first = Date.parse(`${date.slice(0, 10)}T00:00:00Z`)
    // Of some religions days begin at dusk; they are told by the day that follows.
    const begins = / [+-]\d{4}$/.test(date) ? '00:00' : date.slice(11, 16)
    const days = Math.max(1, Math.round((end.getTime() - start.getTime()) / dayMs))
    return Array.from({ length: days }, (_, n) => ({
      day: new Date(first + n * dayMs).toISOString().slice(0, 10),
      names,
      start: begins,
      end: '24:00',
    }))
  })
}

const namesIn = (place: Holidays, year: number, language: string): Map<string, string> =>
  new Map(place.getHolidays(year, language).map(({ date, rule, name }) => [`${date} ${rule}`, name]))

const unknownPlace = (field: string) =>
  invalid([
    {
      pointer: `?${field}`,
      code: 'not_an_option',
      message: `No public holidays are known of this ${field}.`,
      params: { field },
    },
  ])
