import { api } from '../app/api'
import { leaveFor } from '../app/leave'
import { locales } from '../app/locale.rules'
import { hasChosenLocale, rememberLocale } from '../app/preferences'

/**
 * After signing in: the language of the account, if none was chosen in this browser, then the page that was asked for. Only
 * paths of this site are followed.
 */
export async function enter(to: string | undefined): Promise<never> {
  const session = await api.get('/auth/session')
  const locale = locales.find(one => one === session.locale)
  if (locale && !hasChosenLocale()) rememberLocale(locale)
  return leaveFor(safePath(to))
}

/** `//evil.example` and `/\evil.example` are other sites to a browser. */
export const safePath = (to: string | undefined) => (to && /^\/(?![/\\])/.test(to) ? to : '/')
