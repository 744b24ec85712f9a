import { api } from '../app/api'
import { leaveFor } from '../app/leave'
import { locales } from '../app/locale.rules'
import { hasChosenLocale, rememberLocale } from '../app/preferences'
import { browserZone } from '../app/zone'
import { presentName } from '../app/zone-names'

/**
 * After signing in: the language of the account, if none was chosen in this browser, the browser's time zone for an account that has none, then the
 * page that was asked for, if it is one of this site.
 */
export async function enter(to?: unknown): Promise<never> {
  const session = await api.get('/auth/session')
  const locale = locales.find(one => one === session.locale)
  if (locale && !hasChosenLocale()) rememberLocale(locale)
  if (session.user.timeZone === null) {
    // Without it the first page asks again.
    await api.patch('/auth/profile', { timeZone: presentName(browserZone()) }).catch(() => undefined)
  }
  return leaveFor(to)
}
