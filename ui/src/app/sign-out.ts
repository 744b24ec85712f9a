import { toastRefusal } from '../parts/toast/toast'
import { api } from './api'
import { explain } from './explain'
import { leaveFor } from './leave'
import { outbox } from './outbox/outbox'
import { recent } from './recent-records'
import { t } from './text'

/** Ends this browser's session and shows the page to sign in. What has not been sent yet is forgotten, if that is the answer. */
export async function signOut(): Promise<void> {
  if (outbox.all().length) {
    const { askBeforeLeaving } = await import('./outbox/ask-before-leaving')
    askBeforeLeaving(outbox.all().length, () => void leave())
  } else await leave()
}

async function leave() {
  try {
    await api.post('/auth/sign-out')
    recent.forget()
    outbox.forget()
    await leaveFor('/sign-in')
  } catch (error) {
    toastRefusal(t('user.signOut'), explain(error))
  }
}
