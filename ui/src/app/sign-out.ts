import { toastRefusal } from '../parts/toast/toast'
import { api } from './api'
import { explain } from './explain'
import { leaveFor } from './leave'
import { recent } from './recent-records'
import { t } from './text'

/** Ends this browser's session and shows the page to sign in. */
export async function signOut(): Promise<void> {
  try {
    await api.post('/auth/sign-out')
    recent.forget()
    await leaveFor('/sign-in')
  } catch (error) {
    toastRefusal(t('user.signOut'), explain(error))
  }
}
