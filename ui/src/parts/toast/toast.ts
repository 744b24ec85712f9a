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

const mostUndone = 20
const acts: (() => void)[] = []

/** Makes an act the one that ⌘Z takes back first. Gives what makes it forgotten, for when it was undone in another way. */
export function undoable(undo: () => void): () => void {
  acts.push(undo)
  if (acts.length > mostUndone) acts.shift()
  return () => {
    const at = acts.lastIndexOf(undo)
    if (at >= 0) acts.splice(at, 1)
  }
}

/** Takes back the last act, then the one before it. False where nothing is left. */
export function undoLast(): boolean {
  const undo = acts.pop()
  undo?.()
  return undo !== undefined
}

/**
 * Something was done. Stays 6 s, longer under the pointer or focus. Give Undo as its action where the act is reversible; ⌘Z does the
 * same, also when the toast is gone.
 */
export function toast(title: string, undo?: ToastAction): number {
  if (!undo) return show({ kind: 'done', title, actions: [] })
  let undone = false
  const once = () => {
    if (undone) return
    undone = true
    forget()
    dismissToast(id)
    undo.onPress()
  }
  const forget = undoable(once)
  const id = show({ kind: 'done', title, actions: [{ label: undo.label, onPress: once }] })
  return id
}

/** Something was refused: what stayed where, which rule, what would open it. Stays until closed; up to two actions. */
export const toastRefusal = (title: string, detail: string, actions: readonly ToastAction[] = []) =>
  show({ kind: 'refused', title, detail, actions: actions.slice(0, 2) })
