import { createSignal } from 'solid-js'
import { type Act, beginAct, type Undo } from './acts'

export interface ToastAction {
  label: string
  onPress: () => void
}
export interface Toast {
  id: number
  kind: 'done' | 'refused' | 'ongoing'
  title: string
  detail?: string
  actions: readonly ToastAction[]
  /** How far it is, between 0 and 1. */
  share?: () => number
  /** It asks something: the focus goes to its first answer. */
  asks?: boolean
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

/**
 * Something was done. Stays 6 s, longer under the pointer or focus. Give Undo as its action where the act is reversible; ⌘Z does the
 * same, also when the toast is gone, and already while the act is under way where `act` began with it.
 */
export function toast(title: string, undo?: { label: string; onPress: Undo }, act?: Act): number {
  if (!undo) return show({ kind: 'done', title, actions: [] })
  const begun = act ?? beginAct()
  let undone = false
  const once = () => {
    if (undone) return
    undone = true
    begun.forget()
    dismissToast(id)
    return undo.onPress()
  }
  const id = show({ kind: 'done', title, actions: [{ label: undo.label, onPress: () => void once() }] })
  begun.done(once)
  return id
}

/** Something was refused: what stayed where, which rule, what would open it. Stays until closed; up to two actions. */
export const toastRefusal = (title: string, detail: string, actions: readonly ToastAction[] = []) =>
  show({ kind: 'refused', title, detail, actions: actions.slice(0, 2) })

/** Something that concerns the reader happened elsewhere. Stays until it is answered. */
export const toastNews = (title: string, detail: string, actions: readonly ToastAction[]) =>
  show({ kind: 'ongoing', title, detail, actions })

const [leaving, setLeaving] = createSignal<ReadonlySet<number>>(new Set())

/** The page that it was shown on has been left: it goes by itself, once there was time to read it. */
export const isLeaving = (id: number): boolean => leaving().has(id)

/** Another page is open: what was refused on the one before is told for a moment more, and does not follow the reader everywhere. */
export const leaveRefusals = (): void =>
  void setLeaving(
    new Set(toasts().flatMap(({ id, kind, asks }) => (kind === 'refused' && !asks ? [id] : []))),
  )

/** Something lasts. Stays until it is over or closed; `step` tells how far it is, between 0 and 1. */
export function toastOngoing(title: string, actions: readonly ToastAction[] = []) {
  const [share, setShare] = createSignal(0)
  const id = show({ kind: 'ongoing', title, actions, share })
  return { step: (to: number) => void setShare(to), close: () => dismissToast(id) }
}

/** Something cannot go on without an answer. Stays until it is given or closed, and takes the focus unless somebody is typing. */
export const askInToast = (title: string, detail: string, answers: readonly ToastAction[]) =>
  show({ kind: 'refused', title, detail, actions: answers.slice(0, 2), asks: true })
