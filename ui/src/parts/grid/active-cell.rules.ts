import type { Leave } from './grid.model'
import type { GridAction } from './keys.rules'

/** A cell by its place in the list, counted from 0. */
export interface CellAt {
  row: number
  column: number
}
/** How many rows and columns there are to move in. */
export interface Extent {
  rows: number
  columns: number
}

/** The nearest cell that is there. */
export const within = ({ row, column }: CellAt, { rows, columns }: Extent): CellAt => ({
  row: Math.max(0, Math.min(rows - 1, row)),
  column: Math.max(0, Math.min(columns - 1, column)),
})

/** Where a key that moves leads from a cell; undefined for one that does something else. */
export function movedBy(action: GridAction, at: CellAt, extent: Extent): CellAt | undefined {
  if (action.type === 'move')
    return within({ row: at.row + action.rows, column: at.column + action.columns }, extent)
  if (action.type !== 'edge') return undefined
  switch (action.to) {
    case 'first-row':
      return within({ ...at, row: 0 }, extent)
    case 'last-row':
      return within({ ...at, row: extent.rows }, extent)
    case 'first-column':
      return within({ ...at, column: 0 }, extent)
    case 'last-column':
      return within({ ...at, column: extent.columns }, extent)
  }
}

const afterEdit: Record<Leave, readonly [rows: number, columns: number]> = {
  down: [1, 0],
  next: [0, 1],
  previous: [0, -1],
  stay: [0, 0],
}

/** The cell that has the focus once the editor of another was left. */
export function afterEditing(leave: Leave, at: CellAt, extent: Extent): CellAt {
  const [rows, columns] = afterEdit[leave]
  return within({ row: at.row + rows, column: at.column + columns }, extent)
}

/** How far a list must be scrolled so that a row is wholly in view, below a head that sticks to its top. Pixels. */
export function scrollTopFor(
  row: number,
  rowPx: number,
  box: { scrollTop: number; clientHeight: number },
  headPx: number,
): number {
  const y = row * rowPx
  if (y < box.scrollTop) return y
  const least = y + rowPx + headPx - box.clientHeight
  return Math.max(box.scrollTop, least)
}
