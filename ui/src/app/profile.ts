import type { QueryClient } from '@tanstack/solid-query'
import { toastRefusal } from '../parts/toast/toast'
import { api } from './api'
import { explain } from './explain'
import type { Locale } from './locale.rules'
import { chooseLocale } from './preferences'
import { t } from './text'
import { browserZone, readIn } from './zone'
import { presentName } from './zone-names'

/** Another language, for the account on every device and for this browser at once. */
export async function changeLanguage(locale: Locale): Promise<void> {
  try {
    await api.patch('/auth/profile', { locale })
    chooseLocale(locale)
  } catch (error) {
    toastRefusal(t('user.language.failed'), explain(error))
  }
}

/** Another time zone, for the account on every device. Whatever is on the screen is asked for again: the server tells days in it too. */
export async function changeTimeZone(client: QueryClient, zone: string): Promise<void> {
  try {
    await setTimeZone(client, zone)
  } catch (error) {
    toastRefusal(t('user.timeZone.failed'), explain(error))
  }
}

/** Another currency of sums, for the account on every device; null: the workspace's. Whatever is on the screen is asked for again. */
export async function changeReportingCurrency(client: QueryClient, currency: string | null): Promise<void> {
  try {
    client.setQueryData(['session'], await api.patch('/auth/profile', { reportingCurrency: currency }))
    await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' })
  } catch (error) {
    toastRefusal(t('user.currency.failed'), explain(error))
  }
}

/** The browser's zone, for an account without one. Where it cannot be kept, the workspace's goes on. */
export const guessTimeZone = (client: QueryClient): Promise<void> =>
  setTimeZone(client, browserZone()).catch(() => undefined)

async function setTimeZone(client: QueryClient, zone: string): Promise<void> {
  const session = await api.patch('/auth/profile', { timeZone: presentName(zone) })
  readIn(session.timeZone)
  client.setQueryData(['session'], session)
  await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' })
}
