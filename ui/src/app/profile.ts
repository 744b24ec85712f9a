import { toastRefusal } from '../parts/toast/toast'
import { api } from './api'
import { explain } from './explain'
import type { Locale } from './locale.rules'
import { chooseLocale } from './preferences'
import { t } from './text'

/** Another language, for the account on every device and for this browser at once. */
export async function changeLanguage(locale: Locale): Promise<void> {
  try {
    await api.patch('/auth/profile', { locale })
    chooseLocale(locale)
  } catch (error) {
    toastRefusal(t('user.language.failed'), explain(error))
  }
}
