import type { Money } from '@sextant/db/core/field.model'
import type { JSX } from 'solid-js'

/** How a cell is edited. `save` resolves when the server has taken the value; a thrown failure brings the old value back with its reason. */
export type CellEdit<R> = { may?: (row: R) => boolean } & (
  | { kind: 'text'; value: (row: R) => string | null; save: (row: R, value: string | null) => Promise<void> }
  | {
      kind: 'number'
      value: (row: R) => number | null
      save: (row: R, value: number | null) => Promise<void>
    }
  | {
      kind: 'money'
      value: (row: R) => Money | null
      currency: string
      save: (row: R, value: Money | null) => Promise<void>
    }
  | { kind: 'date'; value: (row: R) => string | null; save: (row: R, value: string | null) => Promise<void> }
  | {
      kind: 'select'
      value: (row: R) => string | null
      options: (row: R) => readonly { value: string; label: string }[]
      save: (row: R, value: string | null) => Promise<void>
    }
)

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

export interface Sort {
  key: string
  descending: boolean
}
