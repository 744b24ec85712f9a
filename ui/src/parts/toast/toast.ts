import { createSignal } from 'solid-js'

export interface ToastAction {
  label: string
  onPress: () => void
}
export interface Toast {
  id: number
  kind: 'done' | 'refused'
  title: string
  detail?: string
  actions: readonly ToastAction[]
}

const most = 3
const [toasts, setToasts] = createSignal<readonly Toast[]>([])
let lastId = 0

export { toasts }

export const dismissToast = (id: number) => setToasts(shown => shown.filter(toast => toast.id !== id))

function show(toast: Omit<Toast, 'id'>): number {
  const id = ++lastId
  setToasts(shown => [...shown, { ...toast, id }].slice(-most))
  return id
}

/** Something was done. Stays 6 s, longer under the pointer or focus. Give Undo as its action where the act is reversible. */
export const toast = (title: string, action?: ToastAction) =>
  show({ kind: 'done', title, actions: action ? [action] : [] })

/** Something was refused: what stayed where, which rule, what would open it. Stays until closed; up to two actions. */
export const toastRefusal = (title: string, detail: string, actions: readonly ToastAction[] = []) =>
  show({ kind: 'refused', title, detail, actions: actions.slice(0, 2) })
