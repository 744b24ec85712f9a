import { getRequestEvent, isServer } from 'solid-js/web'
import { type Direction, directionOf, type Locale, localeFrom, type Theme, themeFrom } from './locale.rules'

export interface Preferences {
  locale: Locale
  dir: Direction
  theme?: Theme
}

/** Who reads this page and how. On the server from cookies and Accept-Language, in the browser from the page itself. */
export function preferences(): Preferences {
  if (isServer) {
    const headers = getRequestEvent()?.request.headers
    const locale = localeFrom(
      headers?.get('cookie'),
      headers?.get('x-sextant-language') ?? headers?.get('accept-language'),
    )
    return { locale, dir: directionOf(locale), theme: themeFrom(headers?.get('cookie')) }
  }
  const { lang, dir, dataset } = document.documentElement
  return {
    locale: localeFrom(null, lang),
    dir: dir === 'rtl' ? 'rtl' : 'ltr',
    theme: themeFrom(`sx_theme=${dataset.theme}`),
  }
}

export const currentLocale = (): Locale => preferences().locale
export const isRtl = () => preferences().dir === 'rtl'

const year = 365 * 24 * 60 * 60
const keep = (name: string, value: string | undefined) => {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox before 140 and on plain http
  document.cookie = `${name}=${value ?? ''}; path=/; max-age=${value ? year : 0}; samesite=lax`
}

/** Light, dark, or as the system says. Holds at once and in later visits. */
export function chooseTheme(theme: Theme | undefined) {
  keep('sx_theme', theme)
  if (theme) document.documentElement.dataset.theme = theme
  else delete document.documentElement.dataset.theme
}

/** Another language is another page: dictionaries of one language only are ever loaded. */
export function chooseLocale(locale: Locale) {
  keep('sx_locale', locale)
  location.reload()
}

/** The time zone that was read in the last time, so that the first page is in it before the session tells. */
export const keepZone = (zone: string) => keep('sx_zone', encodeURIComponent(zone))
export function zoneFrom(cookies: string | null | undefined): string | undefined {
  const value = /(?:^|;\s*)sx_zone=([\w%+-]+)/.exec(cookies ?? '')?.[1]
  return value && decodeURIComponent(value)
}

export const hasChosenLocale = () => document.cookie.includes('sx_locale=')

/** Keeps what the browser asked for, so that later pages do not depend on its headers. */
export const rememberLocale = (locale: Locale) => keep('sx_locale', locale)

/** Whether the day begins with the first steps of a new workspace, in this browser. */
export const beginsWithFirstSteps = () =>
  /(^|;\s*)sx_start=1/.test(
    isServer ? (getRequestEvent()?.request.headers.get('cookie') ?? '') : document.cookie,
  )
/** Somebody has just opened a workspace: until its steps are done or hidden, `/` leads to them. */
export const beginWithFirstSteps = () => keep('sx_start', '1')
export const beginElsewhere = () => keep('sx_start', undefined)
