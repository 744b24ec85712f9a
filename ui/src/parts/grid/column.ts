import type { JSX } from 'solid-js'
import type { CellEdit } from './grid.model'
import type { Takes } from './keys.rules'

/** One column. The first one is the row's name and its header cell. */
export interface Column<R> {
  key: string
  label: string
  /** Least width in pixels; 56 without it. */
  width?: number
  /** Share of the width that is left over. By default the name takes 2, other text 1, figures 0. */
  grow?: number
  /** Figures: aligned right in both directions, tabular. */
  numeric?: boolean
  sortable?: boolean
  /** Quiet text of second rank. */
  support?: boolean
  cell: (row: R) => JSX.Element
  edit?: CellEdit<R>
}

/** What may be typed into a cell of this column. */
export const takesOf = ({ edit }: Column<never>, at: number): Takes => {
  if (at === 0) return 'name'
  if (edit?.kind === 'text') return 'text'
  return edit?.kind === 'number' || edit?.kind === 'money' ? 'figures' : 'choice'
}
