import { api } from '../app/api'
import { leaveFor } from '../app/leave'
import { locales } from '../app/locale.rules'
import { hasChosenLocale, rememberLocale } from '../app/preferences'

/**
 * After signing in: the language of the account, if none was chosen in this browser, then the page that was asked for, if it is one of
 * this site.
 */
export async function enter(to?: unknown): Promise<never> {
  const session = await api.get('/auth/session')
  const locale = locales.find(one => one === session.locale)
  if (locale && !hasChosenLocale()) rememberLocale(locale)
  return leaveFor(to)
}
