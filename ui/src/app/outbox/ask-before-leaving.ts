import { askInToast } from '../../parts/toast/toast'
import { t } from './outbox.text'

/** Asks somebody who signs out while changes wait. Import it lazily. */
export const askBeforeLeaving = (n: number, go: () => void) =>
  askInToast(t('leave.title', { n }), t('leave.why'), [
    { label: t('leave.stay'), onPress: () => undefined },
    { label: t('leave.go'), onPress: go },
  ])
