/** What had the focus before, the newest last. Elements that leave the page stay until others push them out. */
export function createTrail<E>(most: number) {
  let trail: readonly E[] = []
  return {
    add(element: E) {
      trail = [...trail.filter(other => other !== element), element].slice(-most)
    },
    /** The newest that passes. */
    last: (isThere: (element: E) => boolean): E | undefined => trail.findLast(isThere),
  }
}

/** Dialogs over menus over popovers over a list: as deep as overlays go, and some more. */
const most = 12
const trail = createTrail<HTMLElement>(most)

/** Remembers what has the focus, for overlays that give it back. Used once, by the frame. Gives what ends it. */
export function followFocus(): () => void {
  const remember = ({ target }: FocusEvent) => {
    if (target instanceof HTMLElement && target !== document.body) trail.add(target)
  }
  document.addEventListener('focusin', remember)
  return () => document.removeEventListener('focusin', remember)
}

/**
 * Gives the focus back when what had it is closing: to what had it before and is still there, else to the list, else to the page's
 * content. Whoever has it already keeps it.
 */
export function returnFocus(closing?: Element | null) {
  const { activeElement } = document
  if (activeElement && activeElement !== document.body && !closing?.contains(activeElement)) return
  const isThere = (element: HTMLElement) =>
    element.isConnected &&
    element.checkVisibility() &&
    !element.closest('[inert], :is([role="dialog"], [role="menu"])[data-closed]') &&
    !closing?.contains(element)
  const target =
    trail.last(isThere) ??
    document.querySelector<HTMLElement>('.grid-scroll [data-cell][tabindex="0"]') ??
    document.querySelector<HTMLElement>('#content')
  target?.focus({ preventScroll: true })
}

const fields = 'input, select, textarea, button[aria-haspopup="listbox"]'

/** Where one begins in something that was opened: its first field, else its main button, or the way back where the act cannot be undone. */
export function focusFirst(opened: HTMLElement) {
  const usable = (place: string) =>
    [...opened.querySelectorAll<HTMLElement>(place)].filter(
      element => !element.matches(':disabled, [type="hidden"], [tabindex="-1"]') && element.checkVisibility(),
    )
  const buttons = usable('footer button')
  const target =
    usable(fields)[0] ?? (opened.querySelector('footer .danger') ? buttons[0] : buttons.at(-1)) ?? opened
  target.focus({ preventScroll: true })
}

/** What waits for its words or data is opened before it is in the page. Whoever is not there by then is not coming. */
const longestWaitMs = 5_000

function onceThere(opened: HTMLElement, act: () => void, since = performance.now()) {
  if (opened.isConnected && opened.checkVisibility()) act()
  else if (performance.now() - since < longestWaitMs)
    requestAnimationFrame(() => onceThere(opened, act, since))
}

/** Puts the focus into what was opened, unless it is there already. For `onOpenAutoFocus` of Kobalte. */
export const focusOpened = (begin: (opened: HTMLElement) => void) => (event: Event) => {
  event.preventDefault()
  const { target } = event
  if (!(target instanceof HTMLElement)) return
  // Not before it is one of the layers, or those below would take the focus for one that leaves them.
  setTimeout(() =>
    onceThere(target, () => {
      if (!target.contains(document.activeElement)) begin(target)
    }),
  )
}

/** Spread on what a dialog of Kobalte shows: where the focus goes when it opens, and when it closes. */
export const dialogFocus = {
  onOpenAutoFocus: focusOpened(focusFirst),
  onCloseAutoFocus: (event: Event) => {
    const { target } = event
    setTimeout(() => returnFocus(target instanceof Element ? target : null))
  },
}

/** The same for a menu or popover, which gives the focus to its button by itself, where that is still there. */
export const returnsFocus = { onCloseAutoFocus: dialogFocus.onCloseAutoFocus }
