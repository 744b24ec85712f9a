import type { AnyRecord, AnyRecordModel, CustomValues, ReadOf } from '../core/record.model'

/** A record of a model as it is read; any record where the model is not known. */
export type RecordOf<M extends AnyRecordModel> = string extends M['name'] ? AnyRecord : ReadOf<M>

/** What a rule sees of a write: the record before (null for a new one) and the values about to be written. */
export interface Change<R = AnyRecord> {
  /** The record's, also of one that is not there yet. */
  readonly id: string
  readonly before: R | null
  /**
   * Changed fields by key, in the writing in which they are read back. A rule may add to it, read-only fields too. `deletedAt` is the way
   * to the recycle bin, and null the way back.
   */
  values: Partial<R>
  /** All that was said, also what the record has already. */
  readonly told: Readonly<Partial<R>>
  /** The workspace's own values as they are to be, all of them. */
  readonly custom: CustomValues
  /** Its place in the batch. */
  readonly at: number
}

/** What became of a record. */
export interface Step<R = AnyRecord> {
  before: R | null
  after: R
}

/** What a way of writing may do that a hand may not. */
interface Powers {
  /** Tells of what is over: how a deal came out, a lead that has been converted elsewhere, a loss without its reason. */
  tellsHistory: boolean
  /** Takes any step of a life cycle. */
  takesAnyStep: boolean
  /** Puts back what was: nothing follows from it, but what it leans on has to be there still. */
  putsBack: boolean
}

export const ways = {
  hand: { tellsHistory: false, takesAnyStep: false, putsBack: false },
  conversion: { tellsHistory: false, takesAnyStep: true, putsBack: false },
  import: { tellsHistory: true, takesAnyStep: true, putsBack: false },
  demo: { tellsHistory: true, takesAnyStep: true, putsBack: false },
  undo: { tellsHistory: false, takesAnyStep: true, putsBack: true },
} as const satisfies Record<string, Powers>
export type Way = keyof typeof ways

/** By what a batch is written, when, and what that may. */
export interface By extends Powers {
  way: Way
  /** The moment, as Postgres writes an instant in JSON. */
  now: string
  /** The day that it is then where the workspace is. */
  today: string
  /** Whose a new record is that says nothing of it. */
  owner: string | null
  /** The member who writes, or for whom it is written. */
  author: string | null
  /** The cause that is being undone. */
  undoes: string | null
}

/** Why a change may not be. */
export interface Refusal {
  /** Stable: the rule that says no, or what is wrong with the field. */
  rule: string
  message: string
  params: Record<string, string | number | boolean | null>
  /** Where it lies, if it lies in one field. */
  field?: string
  /** The field's value cannot be accepted; else a rule of the business says no. */
  isWrongValue: boolean
}

/** A business rule says no. `params` fill the sentence in the reader's language. */
export const refusal = (
  rule: string,
  message: string,
  params: Refusal['params'] = {},
  field?: string,
): Refusal => ({ rule, message, params, field, isWrongValue: false })

/** A field's value cannot be accepted. */
export const wrongValue = (
  field: string,
  rule: string,
  message: string,
  params: Refusal['params'] = {},
): Refusal => ({ rule, message, params: { field, ...params }, field, isWrongValue: true })

/** A value that the record cannot be without. */
export const needed = (field: string): Refusal => wrongValue(field, 'required', `“${field}” is needed.`)
