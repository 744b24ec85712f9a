export interface Press {
  key: string
  /** The key as it is named in the list of shortcuts, whatever script the keyboard writes. */
  shortcut: string
  shift: boolean
  /** Ctrl, ⌘ or Alt is held. */
  modified: boolean
}
export type GridAction =
  | { type: 'move'; rows: number; columns: number }
  | { type: 'edge'; to: 'first-column' | 'last-column' }
  | { type: 'open' }
  | { type: 'select'; extend: boolean }
  | { type: 'edit'; typed?: string }

export interface CellState {
  editable: boolean
  /** A typed letter is content only in a cell that takes letters; elsewhere J K X E are commands. */
  takesLetters: boolean
  rtl: boolean
  pageRows: number
  /** Single-letter shortcuts are on. */
  letters: boolean
}

/** What a key does while a cell has the focus. Undefined: nothing of the table's business. */
export function gridAction(press: Press, cell: CellState): GridAction | undefined {
  if (press.modified) return undefined
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
      return { type: 'edge', to: 'first-column' }
    case 'End':
      return { type: 'edge', to: 'last-column' }
    case 'Enter':
      return cell.editable ? { type: 'edit' } : { type: 'open' }
    case 'F2':
      return cell.editable ? { type: 'edit' } : undefined
    case ' ':
      return { type: 'select', extend: press.shift }
  }
  if (Array.from(press.key).length !== 1 && press.shortcut.length !== 1) return undefined
  if (cell.editable && (cell.takesLetters || /^[\d.,+\-\u2212\u0660-\u0669]$/.test(press.key))) {
    return { type: 'edit', typed: press.key }
  }
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

const move = (rows: number, columns: number): GridAction => ({ type: 'move', rows, columns })
