import { createSignal } from 'solid-js'

const [keysHelpOpen, setKeysHelpOpen] = createSignal(false)
const [commandBarOpen, setCommandBarOpen] = createSignal(false)

export const openKeysHelp = () => setKeysHelpOpen(true)
export { commandBarOpen, keysHelpOpen, setCommandBarOpen, setKeysHelpOpen }

/** What is typed while the command bar is on its way; undefined while none is. */
let ahead: string | undefined
/** Whoever is not there by then is not coming: the keys are the page's again. */
const longestWaitMs = 3_000
let asked = 0

export function openCommandBar() {
  if (commandBarOpen()) return
  ahead = ''
  asked = performance.now()
  setCommandBarOpen(true)
}

/** A key for the command bar that is on its way, so that it is no shortcut of the page. False where none is awaited. */
export function typeAhead(event: KeyboardEvent): boolean {
  if (ahead === undefined || event.ctrlKey || event.metaKey) return false
  if (performance.now() - asked > longestWaitMs) {
    ahead = undefined
    return false
  }
  if (event.key === 'Escape') {
    ahead = undefined
    setCommandBarOpen(false)
  } else if (event.key === 'Backspace') ahead = ahead.slice(0, -1)
  else if (Array.from(event.key).length === 1) ahead += event.key
  return true
}

/** What was typed until now: from here on the command bar hears its keys itself. */
export function takeTypedAhead(): string {
  const typed = ahead ?? ''
  ahead = undefined
  return typed
}
