import type { Tx } from '../core/database'
import type { Field } from '../core/field.model'
import { asField } from '../fields/custom-field.model'
import { customCatalogue } from '../fields/custom-fields.queries'
import type { ImportEntity } from '../mapping/import-entities.model'
import { importTargets, mayHaveCustom } from '../mapping/import-targets.rules'
import type { ColumnFound, ColumnMapping, ImportSettings } from '../mapping/mapping.model'
import { prepareReader, type RowReader } from '../mapping/row.rules'
import type { FileFormat } from '../reading/reading.model'
import type { Entity } from '../records/entity'
import { entityNamed } from '../records/registry'
import type { ImportState } from './import.model'
import { settingsSql } from './imports.queries'
import type { Pretended } from './pretended'

/** A row of `import` as the runner needs it. */
export interface ImportRow {
  id: string
  entity: ImportEntity
  state: ImportState
  asked: 'pause' | 'resume' | 'cancel' | null
  fileId: string
  settings: ImportSettings
  format: FileFormat
  mapping: ColumnMapping[]
  columns: ColumnFound[]
  byteOffset: number
  rowsRead: number
  checkId: string | null
  startedBy: string | null
  startedAt: Date | null
}

/** Everything that stays the same from batch to batch. */
export interface ImportPlan {
  importId: string
  entityName: ImportEntity
  /** Undefined for members, which are no records. */
  entity: Entity | undefined
  fileId: string
  format: FileFormat
  settings: ImportSettings
  reader: RowReader
  /** Names a row's field for a fault. */
  custom: Record<string, Field>
  /** Of a check, which writes nothing: what it would have written so far. */
  pretended: Pretended | undefined
  startedAt: Date | null
}

export async function readImport(tx: Tx, importId: string): Promise<ImportRow | undefined> {
  const [row] = await tx<ImportRow[]>`
    select id, entity, state, asked, file_id, ${tx.unsafe(settingsSql)}, format, mapping, columns, byte_offset, rows_read, check_id, started_by, started_at
    from import i where id = ${importId}`
  return row
}

export async function planImport(tx: Tx, row: ImportRow, pretended?: Pretended): Promise<ImportPlan> {
  const custom = mayHaveCustom(row.entity) ? await customCatalogue(tx, row.entity) : {}
  for (const column of row.mapping)
    if (column.create && column.field) {
      const key = column.field.slice('custom.'.length)
      custom[key] ??= asField({ ...column.create, options: column.create.options ?? null })
    }
  const fields = {
    ...importTargets(row.entity),
    ...Object.fromEntries(Object.entries(custom).map(([key, field]) => [`custom.${key}`, field])),
  }
  return {
    importId: row.id,
    entityName: row.entity,
    entity: entityNamed(row.entity),
    fileId: row.fileId,
    format: row.format,
    settings: row.settings,
    reader: prepareReader(
      row.mapping,
      row.settings,
      row.columns.map(column => column.header),
      fields,
    ),
    custom,
    pretended,
    startedAt: row.startedAt,
  }
}
