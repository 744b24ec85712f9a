import { isCurrency } from '../core/currencies.rules'
import type { Field } from '../core/field.model'
import { isBelowTable } from '../reading/below-table.rules'
import type { CsvRecord } from '../reading/csv.rules'
import { type Reading, readValue, withoutFormulaGuard } from '../reading/values.rules'
import type { ImportEntity } from './import-entities.model'
import type { ColumnMapping, ImportFaultCode, ImportSettings } from './mapping.model'
import { meantValue } from './meant-value.rules'

export interface RowFault {
  row: number
  column: string | null
  value: string | null
  code: ImportFaultCode
  message: string
  params: Record<string, unknown>
}

/** A cell that names another record. */
interface NamedReference {
  field: string
  refersTo: string
  name: string
  column: string
  /** The name of the pipeline that a stage is of, where the row tells one: stages of two pipelines may share a name. */
  within?: string
}

/** What a reference is looked up by. */
export const referenceKey = ({ name, within }: Pick<NamedReference, 'name' | 'within'>): string =>
  within === undefined ? name : `${within}\u0000${name}`

/** A row, read. Null clears a field of a record that is updated, and says nothing to a new one. */
export interface ReadRow {
  row: number
  values: Record<string, unknown>
  custom: Record<string, string | number | boolean | null>
  references: NamedReference[]
  /** What a new record is called, when no column says. */
  name: string | null
  /** Header by field, to say where a fault lies. */
  faults: RowFault[]
  blank: boolean
}

/** A mapping made ready for a million rows. */
export interface RowReader {
  headers: readonly string[]
  columns: readonly PreparedColumn[]
  template: string | null
  headerOf: (field: string) => string | null
}

interface PreparedColumn {
  at: number
  header: string
  key: string
  custom: boolean
  field: Field
  reading: Reading
  /** The column that tells the currency. */
  currencyAt: number | undefined
  values: Map<string, string | null> | undefined
  empty: Set<string> | undefined
  clears: boolean
  /** What refused cells most likely mean: a column repeats its mistakes. */
  meant: Map<string, string | undefined>
}

const fold = (cell: string) => cell.trim().toLowerCase()

/** `fields` are the entity's targets and `custom.<key>` of the workspace's (and the new) custom fields. */
export function prepareReader(
  mapping: readonly ColumnMapping[],
  settings: ImportSettings,
  headers: readonly string[],
  fields: Record<string, Field>,
): RowReader {
  const columns = mapping.flatMap((column): PreparedColumn[] => {
    const field = column.field === null ? undefined : fields[column.field]
    if (!field) return []
    const custom = column.field!.startsWith('custom.')
    const values = Object.entries(column.values)
    return [
      {
        at: column.column,
        header: headers[column.column] ?? `Column ${column.column + 1}`,
        key: custom ? column.field!.slice('custom.'.length) : column.field!,
        custom,
        field,
        reading: {
          dateOrder: column.readAs.dateOrder ?? settings.dateOrder,
          decimal: column.readAs.decimal ?? settings.decimal,
          currency: column.readAs.currency ?? settings.currency,
          timeZone: settings.timeZone,
        },
        currencyAt: field.kind === 'money' ? column.readAs.currencyColumn : undefined,
        values: values.length ? new Map(values.map(([from, to]) => [fold(from), to])) : undefined,
        empty: column.empty.length ? new Set(column.empty.map(fold)) : undefined,
        clears: (column.emptyCells ?? settings.emptyCells) === 'clear',
        meant: new Map(),
      },
    ]
  })
  const byField = new Map(
    columns.map(column => [column.custom ? `custom.${column.key}` : column.key, column.header]),
  )
  return { headers, columns, template: settings.nameTemplate, headerOf: field => byField.get(field) ?? null }
}

/** The longest cell that is looked at. */
const maxCell = 100_000
const broken: Partial<Record<NonNullable<CsvRecord['fault']>, string>> = {
  quote_unclosed: 'A quotation mark opens here and never closes.',
  quote_misplaced: 'After a closing quotation mark comes text. Double the marks inside a cell.',
  encoding: 'This line is not in the encoding of the file.',
  cell_too_long: 'This line is too long to be a row.',
}

export function readRow(reader: RowReader, record: CsvRecord, row: number, entity: ImportEntity): ReadRow {
  const { cells } = record
  const read: ReadRow = { row, values: {}, custom: {}, references: [], name: null, faults: [], blank: false }
  const refuse = (
    code: ImportFaultCode,
    message: string,
    column: string | null = null,
    cell: string | null = null,
    params = {},
  ) =>
    void read.faults.push({
      row,
      column,
      value: cell === null ? null : shortened(cell),
      code,
      message,
      params,
    })
  if (record.fault) {
    refuse(record.fault, broken[record.fault]!, null, cells.join(' '))
    return read
  }
  if (cells.every(cell => cell.trim() === '')) return { ...read, blank: true }
  if (isBelowTable(cells, reader.headers.length)) {
    const told = cells.find(cell => cell.trim())!
    refuse('not_a_record', 'This is a total or a note below the table, not a record.', null, told)
    return read
  }
  if (cells.length > reader.headers.length && cells.slice(reader.headers.length).some(cell => cell.trim()))
    refuse(
      'too_many_cells',
      `This row has ${cells.length} cells, the file has ${reader.headers.length} columns.`,
      null,
      cells[reader.headers.length]!,
      {
        cells: cells.length,
        columns: reader.headers.length,
      },
    )
  for (const column of reader.columns) {
    let cell = cells[column.at] ?? ''
    if (column.values || column.empty) {
      const folded = fold(cell)
      const meant = column.values?.get(folded)
      if (meant !== undefined) cell = meant ?? ''
      else if (column.empty?.has(folded)) cell = ''
    }
    if (cell.length > maxCell) {
      refuse('cell_too_long', `A cell has at most ${maxCell} characters.`, column.header, cell, {
        max: maxCell,
      })
      continue
    }
    if (cell.includes('\u0000')) {
      refuse('nul_character', 'Remove the NUL character.', column.header, cell.replaceAll('\u0000', '␀'))
      continue
    }
    cell = withoutFormulaGuard(cell.replace(/^[\uFEFF\s]+|\s+$/g, ''))
    if (cell === '') {
      if (!column.clears) continue
      if (column.custom) read.custom[column.key] = null
      else if (!column.field.traits.required && column.field.traits.default === undefined)
        read.values[column.key] = null
      continue
    }
    if (column.field.kind === 'reference') {
      read.references.push({
        field: column.key,
        refersTo: column.field.refersTo!,
        name: cell.slice(0, 255).toWellFormed(),
        column: column.header,
      })
      continue
    }
    const currency =
      column.currencyAt === undefined ? '' : (cells[column.currencyAt] ?? '').trim().toUpperCase()
    if (currency && !isCurrency(currency)) {
      const header = reader.headers[column.currencyAt!] ?? column.header
      refuse('not_a_currency', `“${currency.slice(0, 80)}” is not a currency.`, header, currency)
      continue
    }
    const value = readValue(cell, column.field, currency ? { ...column.reading, currency } : column.reading)
    if (!value.ok) {
      const meant = suggestionFor(column, cell)
      const hint = meant === undefined ? '' : ` Did you mean ${meant}?`
      const params = meant === undefined ? {} : { suggestion: meant }
      refuse(value.code, value.message + hint, column.header, cell, params)
    } else if (column.custom) read.custom[column.key] = value.value as string
    else read.values[column.key] = value.value
  }
  const stage = read.references.find(({ refersTo }) => refersTo === 'stage')
  if (stage) stage.within = read.references.find(({ refersTo }) => refersTo === 'pipeline')?.name
  if (reader.template) read.name = nameFrom(reader, cells, row, entity, toldBy(read))
  return read
}

/** With more different mistakes a column is not mistyped but something else, and nobody is made to wait for guesses. */
const mostMistakes = 1000

function suggestionFor({ meant, field }: PreparedColumn, cell: string): string | undefined {
  const word = fold(cell)
  if (!meant.has(word)) {
    if (meant.size >= mostMistakes) return undefined
    meant.set(word, meantValue(cell, field))
  }
  return meant.get(word)
}

/** What a row without the parts of its name is known by. */
const toldBy = ({ values }: ReadRow): string | undefined =>
  [values.email, values.company, values.externalId].find(value => typeof value === 'string') as
    | string
    | undefined

/** Fills the template; what is left of empty cells at its edges goes. */
function nameFrom(
  { template, headers }: RowReader,
  cells: readonly string[],
  row: number,
  entity: ImportEntity,
  instead: string | undefined,
): string {
  const filled = template!.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    if (name.trim().toLowerCase() === 'row') return String(row)
    const at = headers.findIndex(header => fold(header) === fold(name))
    return at === -1 ? '' : (cells[at] ?? '').trim()
  })
  const clean = filled
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/^[\s·,;|/–-]+|[\s·,;|/–-]+$/g, '')
    .slice(0, 255)
    .toWellFormed()
  return (
    clean ||
    (instead?.trim().slice(0, 255).toWellFormed() ?? '') ||
    `${entity[0]!.toUpperCase()}${entity.slice(1)} ${row}`
  )
}

const shortened = (cell: string): string => (cell.length > 200 ? `${cell.slice(0, 199)}…` : cell)
