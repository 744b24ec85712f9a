import type { Leave } from './grid.model'

export interface Press {
  key: string
  /** The key as it is named in the list of shortcuts, whatever script the keyboard writes. */
  shortcut: string
  shift: boolean
  /** Ctrl, ⌘ or Alt is held. */
  modified: boolean
  /** It is Ctrl or ⌘ alone. */
  held?: boolean
}
export type GridAction =
  | { type: 'move'; rows: number; columns: number }
  | { type: 'edge'; to: 'first-column' | 'last-column' | 'first-row' | 'last-row' }
  | { type: 'open' }
  | { type: 'select'; extend: boolean }
  | { type: 'edit'; typed?: string }

/**
 * What may be written into a cell by just typing: any text, figures, or nothing where one chooses. The name of a row takes nothing: its
 * letters are commands, so that walking down the names changes none.
 */
export type Takes = 'text' | 'figures' | 'choice' | 'name'

export interface CellState {
  /** Its column is the first or the last. */
  side?: 'first' | 'last'
  editable: boolean
  takes: Takes
  rtl: boolean
  pageRows: number
  /** Single-letter shortcuts are on. */
  letters: boolean
}

/** What a key does while a cell has the focus. Undefined: nothing of the table's business. */
export function gridAction(press: Press, cell: CellState): GridAction | undefined {
  if (press.modified) return press.held ? farEdge(press.key) : undefined
  const sideways = cell.rtl ? -1 : 1
  switch (press.key) {
    case 'ArrowDown':
      return move(1, 0)
    case 'ArrowUp':
      return move(-1, 0)
    case 'ArrowRight':
      return move(0, sideways)
    case 'ArrowLeft':
      return move(0, -sideways)
    case 'PageDown':
      return move(cell.pageRows, 0)
    case 'PageUp':
      return move(-cell.pageRows, 0)
    case 'Home':
      return cell.side === 'first' ? farEdge(press.key) : { type: 'edge', to: 'first-column' }
    case 'End':
      return cell.side === 'last' ? farEdge(press.key) : { type: 'edge', to: 'last-column' }
    case 'Enter':
      return cell.editable && cell.takes !== 'name' ? { type: 'edit' } : { type: 'open' }
    case 'F2':
      return cell.editable ? { type: 'edit' } : undefined
    case ' ':
      return { type: 'select', extend: press.shift }
  }
  if (Array.from(press.key).length !== 1 && press.shortcut.length !== 1) return undefined
  if (cell.editable && isContent(press.key, cell.takes)) return { type: 'edit', typed: press.key }
  if (!cell.letters) return undefined
  switch (press.shortcut) {
    case 'j':
      return move(1, 0)
    case 'k':
      return move(-1, 0)
    case 'x':
      return { type: 'select', extend: press.shift }
    case 'e':
      return cell.editable ? { type: 'edit' } : undefined
  }
  return undefined
}

/** The first and the last row of all, however many there are. */
function farEdge(key: string): GridAction | undefined {
  if (key === 'Home') return { type: 'edge', to: 'first-row' }
  return key === 'End' ? { type: 'edge', to: 'last-row' } : undefined
}

/** What an editor that is still on its way begins with: what was typed, and the key by which it was left. */
export interface Ahead {
  typed?: string
  leave?: Leave
}

/** A key that is pressed before the editor is there. Undefined once Esc has called it off; the same where the key is none of its business. */
export function beforeEditor<A extends Ahead>(
  ahead: A,
  { key, shift, modified }: Omit<Press, 'shortcut' | 'held'>,
): A | undefined {
  if (key === 'Escape') return undefined
  // It has been left: what comes after it is not its text.
  if (ahead.leave || modified) return ahead
  if (key === 'Enter') return { ...ahead, leave: 'down' }
  if (key === 'Tab') return { ...ahead, leave: shift ? 'previous' : 'next' }
  return Array.from(key).length === 1 ? { ...ahead, typed: (ahead.typed ?? '') + key } : ahead
}

const isContent = (key: string, takes: Takes) =>
  takes === 'text' || (takes === 'figures' && /^[\d.,+\-\u2212\u0660-\u0669\u06f0-\u06f9]$/.test(key))

const move = (rows: number, columns: number): GridAction => ({ type: 'move', rows, columns })

/**
 * Where a key leads from the head of a column: to another head by its number, down into the rows, or nowhere. Sideways keys follow the
 * reading direction; heads begin with −1 where there is a box to select all.
 */
export function headAfter(
  { key, altKey }: { key: string; altKey: boolean },
  at: number,
  { first, last }: { first: number; last: number },
  rtl = false,
): number | 'rows' | undefined {
  if (altKey) return undefined
  const clamped = (to: number) => Math.max(first, Math.min(last, to))
  switch (key) {
    case 'ArrowDown':
      return 'rows'
    case 'ArrowRight':
      return clamped(at + (rtl ? -1 : 1))
    case 'ArrowLeft':
      return clamped(at + (rtl ? 1 : -1))
    case 'Home':
      return first
    case 'End':
      return last
  }
  return undefined
}
