import type { JSX } from 'solid-js'
import type { CellEdit } from './grid.model'

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
