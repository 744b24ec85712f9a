/** What of a `KeyboardEvent` tells which key was meant. */
export interface KeyPress {
  key: string
  code: string
}

const signs: Record<string, readonly [plain: string, shifted: string]> = {
  Slash: ['/', '?'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
}

/**
 * The key as it is named in the list of shortcuts, in lower case. A keyboard that writes Arabic or another script gives its own
 * letters; there the place on the keyboard says which shortcut is meant.
 */
export function shortcutKey({ key, code }: KeyPress, shift = false): string {
  if (/^[\x20-\x7e]+$/.test(key)) return key.toLowerCase()
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter) return letter.toLowerCase()
  return signs[code]?.[shift ? 1 : 0] ?? key.toLowerCase()
}
