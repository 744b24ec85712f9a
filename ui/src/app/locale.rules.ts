export const locales = ['en', 'fr', 'ar'] as const
export type Locale = (typeof locales)[number]
export const themes = ['light', 'dark'] as const
export type Theme = (typeof themes)[number]
export type Direction = 'ltr' | 'rtl'

/** Each language in its own words, for the language menu. */
export const localeNames: Record<Locale, string> = { en: 'English', fr: 'Français', ar: 'العربية' }

/** What Intl is asked for: day before month and 24 hours in English, Latin digits in Arabic. */
export const intlTag: Record<Locale, string> = { en: 'en-GB', fr: 'fr-FR', ar: 'ar-u-nu-latn' }

export const directionOf = (locale: Locale): Direction => (locale === 'ar' ? 'rtl' : 'ltr')

/** The cookie decides; without one the best match of Accept-Language by its weights; else English. */
export function localeFrom(cookies: string | null | undefined, accepted: string | null | undefined): Locale {
  const chosen = cookie(cookies, 'sx_locale')
  if (isLocale(chosen)) return chosen
  const wanted = (accepted ?? '')
    .split(',')
    .map(part => {
      const [tag = '', ...params] = part.trim().split(';')
      const weight = Number(params.find(param => param.trim().startsWith('q='))?.split('=')[1] ?? 1)
      return { language: tag.toLowerCase().split('-')[0], weight: Number.isFinite(weight) ? weight : 0 }
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
  return wanted.map(({ language }) => language).find(isLocale) ?? 'en'
}

export function themeFrom(cookies: string | null | undefined): Theme | undefined {
  const chosen = cookie(cookies, 'sx_theme')
  return themes.find(theme => theme === chosen)
}

const isLocale = (text: string | undefined): text is Locale => locales.some(locale => locale === text)

const cookie = (cookies: string | null | undefined, name: string) =>
  cookies
    ?.split(';')
    .map(pair => pair.trim())
    .find(pair => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1)
