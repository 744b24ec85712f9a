import type { Money } from '@sextant/db/core/field.model'
import type { Tone } from '../chip/tone.model'

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
  | (CellChoices & {
      kind: 'select'
      value: (row: R) => string | null
      options: (row: R) => readonly { value: string; label: string }[]
      save: (row: R, value: string | null) => Promise<void>
    })
)

/** How the values to choose from look: people with their initials, or chips of a tone. */
export interface CellChoices {
  look?: 'person' | ((value: string) => Tone | undefined)
}

/** Where the focus goes once an editor was left. */
export type Leave = 'down' | 'next' | 'previous' | 'stay'

/** By which field a list is sorted. */
export interface Sort {
  key: string
  descending: boolean
}
