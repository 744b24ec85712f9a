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
  if (row.blank) return { row, values: {}, faults: [], left: [] }
  const values = comparable(plan, row)
  row.values = values
  const faults = [...row.faults]
  const refuse: Refuse = (code, message, field, value, params = {}) =>
    void faults.push(faultAt(plan, row, code, message, field, value, params))
  return { row, values, left: follow(plan, row, values, resolved, refuse), faults }
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

/** Puts ids where the row names records. Gives what was left empty, as warnings. */
function follow(
  plan: ImportPlan,
  row: ReadRow,
  values: Record<string, unknown>,
  resolved: Resolved,
  refuse: Refuse,
): RowFault[] {
  const left: RowFault[] = []
  for (const reference of row.references) {
    const { field, refersTo, name, column } = reference
    const id = resolved.ids.get(refersTo)?.get(referenceKey(reference))
    if (id) {
      values[field] = id
      continue
    }
    const policy = (plan.settings.missing as Record<string, string>)[refersTo] ?? 'refuse'
    if (id === null)
      refuse('reference_ambiguous', `Several are called “${name.slice(0, 80)}”.`, field, name, {
        entity: refersTo,
      })
    else if (policy === 'empty' || policy === 'create')
      left.push({
        row: row.row,
        column,
        value: name.slice(0, 200),
        code: 'reference_left_empty',
        message: `There is no ${refersTo} “${name.slice(0, 80)}”: left empty.`,
        params: { entity: refersTo },
      })
    else
      refuse('reference_missing', `There is no ${refersTo} “${name.slice(0, 80)}”.`, field, name, {
        entity: refersTo,
      })
  }
  return left
}
