import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { databaseInstant, type Field } from '../core/field.model'
import type { ImportFaultCode } from '../mapping/mapping.model'
import { type ReadRow, type RowFault, referenceKey } from '../mapping/row.rules'
import type { Entity } from '../records/entity'
import type { ImportPlan } from './import-plan'
import type { Resolved } from './resolve-references'

/** A row with the ids of the records it names, ready to be laid over the record that it is. */
export interface ReadyRow {
  row: ReadRow
  values: Record<string, unknown>
  /** Why it is refused. */
  faults: RowFault[]
  /** What was left empty, as warnings. */
  left: RowFault[]
  /** Names of its own kind that no record has: one that an earlier row of the batch makes may have it. */
  open: ReadRow['references']
}

export type Refuse = (
  code: ImportFaultCode,
  message: string,
  field: string | null,
  value: unknown,
  params?: Record<string, unknown>,
) => undefined

/** A fault of a row, at the column that became the field; where the file has none, what it is about is a `field` of the record. */
export const faultAt = (
  { reader }: ImportPlan,
  { row }: ReadRow,
  code: ImportFaultCode,
  message: string,
  field: string | null,
  value: unknown,
  params: Record<string, unknown>,
): RowFault => ({
  row,
  column: field && reader.headerOf(field),
  value: value == null ? null : String(value).slice(0, 200),
  code,
  message,
  params: field === null ? params : { field, ...params },
})

/** Values by which a row is compared with stored records, and the ids of what it names. */
export function readyRow(plan: ImportPlan & { entity: Entity }, row: ReadRow, resolved: Resolved): ReadyRow {
  if (row.blank) return { row, values: {}, faults: [], left: [], open: [] }
  const values = comparable(plan, row)
  row.values = values
  const ready: ReadyRow = { row, values, faults: [...row.faults], left: [], open: [] }
  for (const reference of row.references) {
    const id = resolved.ids.get(reference.refersTo)?.get(referenceKey(reference))
    if (id === undefined && reference.refersTo === plan.entity.name) ready.open.push(reference)
    else follow(plan, ready, reference, id)
  }
  return ready
}

/** Instants in one writing, national numbers with their country. */
function comparable(
  { entity, settings }: ImportPlan & { entity: Entity },
  row: ReadRow,
): Record<string, unknown> {
  const values = { ...row.values }
  for (const [key, value] of Object.entries(values)) {
    const kind = (entity.model.fields[key] as Field | undefined)?.kind
    if (kind === 'instant' && typeof value === 'string') values[key] = databaseInstant(value)
    if (
      kind === 'phone' &&
      typeof value === 'string' &&
      settings.defaultCountry &&
      !values.country &&
      !/^(\+|00)/.test(value)
    ) {
      const parsed = parsePhoneNumberFromString(value, settings.defaultCountry as never)
      // An extension is written as the field takes it.
      if (parsed?.isPossible()) values[key] = parsed.formatInternational().replace(' ext. ', ' x')
    }
  }
  return values
}

/** Puts the id where the row names a record; null where several have the name, undefined where none has: then it is left empty, or the row refused. */
export function follow(
  plan: ImportPlan,
  { row, values, faults, left }: Omit<ReadyRow, 'open'>,
  { field, refersTo, name, column }: ReadRow['references'][number],
  id: string | null | undefined,
): void {
  if (id) {
    values[field] = id
    return
  }
  const called = name.slice(0, 80)
  const params = { entity: refersTo }
  const refuse = (code: ImportFaultCode, message: string) =>
    void faults.push(faultAt(plan, row, code, message, field, name, params))
  const policy = (plan.settings.missing as Record<string, string>)[refersTo] ?? 'refuse'
  if (id === null) refuse('reference_ambiguous', `Several are called “${called}”.`)
  else if (policy === 'refuse') refuse('reference_missing', `There is no ${refersTo} “${called}”.`)
  else
    left.push({
      row: row.row,
      column,
      value: name.slice(0, 200),
      code: 'reference_left_empty',
      message: `There is no ${refersTo} “${called}”: left empty.`,
      params,
    })
}
