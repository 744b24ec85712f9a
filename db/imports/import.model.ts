import * as v from 'valibot'
import { importEntities } from '../mapping/import-entities.model'
import { ColumnFound, ColumnMapping, ImportFault, ImportSettings } from '../mapping/mapping.model'
import { FileFormat } from '../reading/reading.model'

/** draft → checking → draft · draft → queued → running ⇄ paused → done | cancelled | failed · done, cancelled, failed → undoing → undone */
const importStates = [
  'draft',
  'checking',
  'queued',
  'running',
  'paused',
  'done',
  'cancelled',
  'failed',
  'undoing',
  'undone',
] as const
export type ImportState = (typeof importStates)[number]

const count = v.number()
export const Counts = v.object({
  read: count,
  created: count,
  updated: count,
  skipped: count,
  refused: count,
})
export type Counts = v.InferOutput<typeof Counts>

/** What would happen; complete when `finished`. `faults` are the first hundred. */
export const ImportPreview = v.object({
  ...Counts.entries,
  finished: v.boolean(),
  bytesRead: count,
  bytesTotal: count,
  faults: v.array(ImportFault),
})
export type ImportPreview = v.InferOutput<typeof ImportPreview>

/** How far an undo is. `conflicts` were changed by somebody since, and stay; the first hundred are listed. */
export const UndoProgress = v.object({
  undone: count,
  kept: count,
  finished: v.boolean(),
  conflicts: v.array(
    v.object({
      subjectType: v.string(),
      subjectId: v.string(),
      name: v.nullable(v.string()),
      reason: v.picklist(['changed_since', 'in_use', 'duplicate', 'gone']),
    }),
  ),
})
export type UndoProgress = v.InferOutput<typeof UndoProgress>

/** An import as the API gives it. */
export const Import = v.object({
  id: v.string(),
  version: v.number(),
  name: v.string(),
  entity: v.picklist(importEntities),
  state: v.picklist(importStates),
  asked: v.nullable(v.picklist(['pause', 'resume', 'cancel'])),
  fileId: v.string(),
  bytes: count,
  byteOffset: count,
  format: FileFormat,
  settings: ImportSettings,
  mapping: v.array(ColumnMapping),
  columns: v.array(ColumnFound),
  counts: Counts,
  /** An estimate until the file has been read to its end. */
  rowsTotal: v.nullable(count),
  rowsTotalExact: v.boolean(),
  preview: v.nullable(ImportPreview),
  undo: v.nullable(UndoProgress),
  failure: v.nullable(v.string()),
  /** What keeps it from being checked and started, each with a pointer into this object. */
  problems: v.array(
    v.object({
      pointer: v.string(),
      code: v.string(),
      message: v.string(),
      params: v.optional(v.record(v.string(), v.unknown())),
    }),
  ),
  createdBy: v.nullable(v.string()),
  createdAt: v.string(),
  startedAt: v.nullable(v.string()),
  finishedAt: v.nullable(v.string()),
})
export type Import = v.InferOutput<typeof Import>

export const ImportCreate = v.strictObject({
  fileId: v.pipe(v.string(), v.uuid('Write the id of a file.')),
  entity: v.optional(v.picklist(importEntities)),
})
export type ImportCreate = v.InferOutput<typeof ImportCreate>

/** A change of a draft. A new `entity` or `format` guesses everything anew, before the rest is laid over it. */
export const ImportUpdate = v.strictObject({
  name: v.optional(v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(255))),
  entity: v.optional(v.picklist(importEntities)),
  format: v.optional(v.partial(FileFormat)),
  settings: v.optional(v.partial(ImportSettings)),
  /** The columns that change; the others stay. */
  mapping: v.optional(v.array(ColumnMapping)),
})
export type ImportUpdate = v.InferOutput<typeof ImportUpdate>

export const importVerbs = ['check', 'start', 'pause', 'resume', 'cancel', 'undo'] as const
export type ImportVerb = (typeof importVerbs)[number]

/** Which import a worker works on. */
export interface ImportJob {
  workspaceId: string
  importId: string
  requestId?: string | null
  traceparent?: string
}
