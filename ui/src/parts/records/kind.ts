import type { AreaName } from '@sextant/db/core/areas.model'
import type { Field, Fields } from '@sextant/db/core/field.model'
import type { AnyRecordPart } from '@sextant/db/core/record.model'
import type { Relation } from '@sextant/db/filter/filter.model'
import type { Tone } from '../chip/tone.model'

/** A record as lists and drawers hold it: only the asked-for fields are there. */
export type Rec = AnyRecordPart

/** One screen's knowledge of a kind of record, beyond what its model says. One constant per area. */
export interface RecordKind {
  /** `lead`: first part of query keys, subject of live events, `entity` of custom fields. */
  entity: string
  /** Path under /crm, such as `leads`. */
  area: AreaName
  /** The model's fields. */
  fields: Fields
  /** Label of a model field in the reader's language. */
  label: (key: string) => string
  /** A select's value in the reader's language; the value itself where there is no word. */
  option?: (key: string, value: string) => string
  /** Tone of a select's value; values without one are plain text. */
  tone?: (key: string, value: string) => Tone | undefined
  /** What a filter may reach through a reference: `{ owner: { via: 'ownerId', entity: 'member', fields } }`. */
  relations?: Record<string, Relation>
  relationLabel?: (relation: string) => string
  /** Next values a select may take from here; all options without it. */
  next?: (record: Rec, key: string) => readonly string[] | undefined
  /** Fields that a list always asks for, shown or not. */
  always: readonly string[]
  /** Where a record opens, such as `/leads/<id>`. */
  href: (id: string) => string
  titleField?: string
  /** Long texts in which @ and a name call a member. */
  mentions?: readonly string[]
}

/** A field of the model, of the system or of the workspace's own, as lists, forms and filters show it. */
export interface FieldInfo {
  /** `name`, `custom.size`, `owner.name`. */
  key: string
  label: string
  field: Field
  custom: boolean
  /** One of the workspace's own that stands among the main ones. */
  top?: boolean
  /** Reached through a reference: filters only. */
  related?: boolean
  /** The kind of cause that made the record, by its id: filters only. */
  maker?: string
}

export const titleOf = (kind: RecordKind, record: Rec): string =>
  String(record[kind.titleField ?? 'name'] ?? '')

/** A field's value; null when there is none. */
export const fieldValue = (record: Rec, key: string): unknown =>
  (key.startsWith('custom.') ? record.custom?.[key.slice('custom.'.length)] : record[key]) ?? null

/** The body that sets these fields, custom ones in their place. */
export function bodyOf(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const body: Record<string, unknown> = {}
  const custom: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(values)) {
    if (key.startsWith('custom.')) custom[key.slice('custom.'.length)] = value
    else body[key] = value
  }
  return Object.keys(custom).length ? { ...body, custom } : body
}

/** The record as it will be with these values. */
export const withValues = <R extends Rec>(record: R, values: Readonly<Record<string, unknown>>): R => {
  const { custom, ...own } = bodyOf(values)
  return { ...record, ...own, ...(custom ? { custom: { ...record.custom, ...(custom as object) } } : {}) }
}
