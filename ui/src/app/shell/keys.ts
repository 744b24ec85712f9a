import { createSignal, onCleanup, onMount } from 'solid-js'
import { shortcutKey } from './keys.rules'

/** False where the key is none of its business just now: it then does what it does anyway. */
type Handler = (event: KeyboardEvent) => unknown
const pageKeys = new Map<string, Handler[]>()
const storeKey = 'sextant.singleKeys'
const chordMs = 1_000

const [singleKeys, set] = createSignal(true)

export { singleKeys }

/** Single letters can be turned off for good (WCAG 2.1.4). Remembered in this browser. */
export function setSingleKeys(on: boolean) {
  set(on)
  localStorage.setItem(storeKey, on ? 'on' : 'off')
}

/**
 * Keys of a screen while it is shown: `usePageKeys({ '/': focusSearch, c: call })`. The latest screen wins. Off while one
 * types. Keys are `KeyboardEvent.key` in lower case.
 */
export function usePageKeys(keys: Record<string, Handler>) {
  onMount(() => {
    for (const [key, handler] of Object.entries(keys))
      pageKeys.set(key, [...(pageKeys.get(key) ?? []), handler])
    onCleanup(() => {
      for (const [key, handler] of Object.entries(keys)) {
        pageKeys.set(
          key,
          (pageKeys.get(key) ?? []).filter(other => other !== handler),
        )
      }
    })
  })
}

interface FrameKeys {
  /** A key that belongs to what is just being opened. */
  ahead: (event: KeyboardEvent) => boolean
  search: () => void
  /** Takes back the last act; false where there is none. */
  undo: () => boolean
  help: () => void
  sidebar: () => void
  goTo: (letter: string) => boolean
}

/** Keys that work everywhere. Used once, by the shell. */
export function useFrameKeys(frame: FrameKeys) {
  onMount(() => {
    set(localStorage.getItem(storeKey) !== 'off')
    let chordSince = Number.NEGATIVE_INFINITY
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const key = shortcutKey(event, event.shiftKey)
      if (isCommand(event) && key === 'k') {
        event.preventDefault()
        return frame.search()
      }
      if (isTyping(event.target) && !(isUndo(event) && isBeingSaved(event.target))) return
      if (isUndo(event)) {
        if (frame.undo()) event.preventDefault()
        return
      }
      if (isHeld(event) || !singleKeys()) return
      if (event.timeStamp - chordSince < chordMs && frame.goTo(key)) {
        chordSince = Number.NEGATIVE_INFINITY
        return event.preventDefault()
      }
      chordSince = key === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY
      const own = pageKeys.get(key)?.at(-1)
      if (own) {
        if (own(event) !== false) event.preventDefault()
        return
      }
      const act = { '?': frame.help, '[': frame.sidebar }[key]
      if (act) {
        event.preventDefault()
        act()
      }
    }
    // Before anything that has the focus hears it.
    const catchAhead = (event: KeyboardEvent) => {
      if (event.isComposing || !frame.ahead(event)) return
      event.preventDefault()
      event.stopPropagation()
    }
    document.addEventListener('keydown', catchAhead, { capture: true })
    document.addEventListener('keydown', press)
    onCleanup(() => {
      document.removeEventListener('keydown', catchAhead, { capture: true })
      document.removeEventListener('keydown', press)
    })
  })
}

/** AltGr, which some keyboards need for a bracket or a slash, is told as Ctrl and Alt. */
const writes = (event: KeyboardEvent) => event.getModifierState('AltGraph')
const isCommand = (event: KeyboardEvent) =>
  (event.metaKey || event.ctrlKey) && !event.altKey && !writes(event)
/** ⌘Z or Ctrl+Z. */
const isUndo = (event: KeyboardEvent) => isCommand(event) && !event.shiftKey && shortcutKey(event) === 'z'
const isHeld = (event: KeyboardEvent) => (event.metaKey || event.ctrlKey || event.altKey) && !writes(event)

/** A field whose text is on its way takes no keys: they mean the page. */
const isBeingSaved = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.getAttribute('aria-busy') === 'true'

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (
    target.isContentEditable ||
    // A drawer that covers its list is a dialog too, and has the keys of its record.
    target.closest('[role="menu"], [role="listbox"], [role="dialog"][data-expanded]:not(.drawer)')
  ) {
    return true
  }
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}
