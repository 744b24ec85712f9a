import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import { invalid } from '../core/errors'
import { customFieldsOf } from '../fields/custom-fields.queries'
import { readFile } from '../files/read-file'
import { findTable } from '../mapping/find-table.rules'
import { type Guess, guessImport, type Known } from '../mapping/guess.rules'
import { guessEntity } from '../mapping/guess-entity.rules'
import type { ImportEntity } from '../mapping/import-entities.model'
import { csvReader } from '../reading/csv.rules'
import { detectEncoding, olderEncoding } from '../reading/encoding.rules'
import {
  detectDelimiter,
  headersOf,
  markLength,
  namedDelimiter,
  recordsBefore,
} from '../reading/format.rules'
import type { FileFormat } from '../reading/reading.model'
import { isTable } from '../reading/table-file.rules'
import { mayBeImported } from './import-rights'

export interface Look {
  format: FileFormat
  headers: string[]
  rows: string[][]
  /** An estimate unless the whole file was looked at. */
  rowsTotal: number
}

const sampleBytes = 1024 * 1024
const wholeScan = 32 * 1024 * 1024
const maxColumns = 1000

/** How a file is written and what its first thousand rows are. `given` overrides what is detected. Throws `invalid` when it is no table. */
export async function lookAtFile(
  ctx: Context,
  file: { id: string; bytes: number },
  given: Partial<FileFormat> = {},
): Promise<Look> {
  const sample = await beginning(ctx, file.id)
  if (!isTable(sample.subarray(0, 4096)))
    throw invalid([
      {
        pointer: '/fileId',
        code: 'not_a_table',
        message:
          'This is a workbook, an archive, an image or a page, not separated text. Save it as CSV and send that.',
      },
    ])
  const whole = sample.length >= file.bytes
  const detected = given.encoding ?? detectEncoding(sample, whole)
  const encoding =
    detected === 'utf-8' &&
    !given.encoding &&
    !whole &&
    file.bytes <= wholeScan &&
    !(await isUtf8(ctx, file.id))
      ? olderEncoding(sample, whole)
      : detected
  const wide = encoding.startsWith('utf-16')
  const marked = wide ? new TextEncoder().encode(new TextDecoder(encoding).decode(sample)) : sample
  const text = marked.subarray(markLength(marked))
  const narrow = wide ? 'utf-8' : encoding
  const delimiter =
    given.delimiter ?? namedDelimiter(marked) ?? detectDelimiter(text.subarray(0, 262_144), narrow)
  const reader = csvReader({ delimiter, encoding: narrow })
  const records = reader.push(text)
  if (whole || records.length === 0) records.push(...reader.end())
  const filled = records.filter(record => record.cells.some(cell => cell.trim()))
  if (filled.length === 0)
    throw invalid([{ pointer: '/fileId', code: 'file_empty', message: 'The file has no rows.' }])
  const found = findTable(records.slice(0, 1000).map(record => record.cells))
  const above = given.above ?? found.above
  const first = records[above]
  if (!first)
    throw invalid([
      {
        pointer: '/format/above',
        code: 'beyond_end',
        message: `The file has only ${records.length} lines.`,
      },
    ])
  if (first.cells.length > maxColumns)
    throw invalid([
      {
        pointer: '/fileId',
        code: 'too_many_columns',
        message: `A file has at most ${maxColumns} columns.`,
        params: { max: maxColumns },
      },
    ])
  if (first.fault)
    throw invalid([
      {
        pointer: '/fileId',
        code: first.fault,
        message: `Line ${above + 1} cannot be read as column names.`,
        params: { row: above + 1 },
      },
    ])
  const header = given.header ?? (above === found.above && found.header)
  const format = { encoding, delimiter, above, header }
  const body = records.slice(recordsBefore(format))
  const end = records.at(-1)!.end
  return {
    format,
    headers: headersOf(first.cells, header),
    rows: body
      .slice(0, 1000)
      .map(record => record.cells.map(cell => cell.slice(0, 2000).replaceAll('\u0000', '').toWellFormed())),
    rowsTotal: whole ? body.length : Math.round((body.length * (wide ? file.bytes / 2 : file.bytes)) / end),
  }
}

export async function guessFor(
  ctx: Context,
  tx: Tx,
  look: Look,
  fileName: string,
  entity?: ImportEntity,
): Promise<Guess> {
  const chosen = entity ?? guessEntity(look.headers, fileName, look.rows, mayBeImported(ctx))
  const known: Known = {
    custom: await customFieldsOf(tx, chosen),
    stages: await tx<Known['stages'][number][]>`
      select s.name, s.kind from stage s join pipeline p on p.id = s.pipeline_id
      where s.deleted_at is null and p.deleted_at is null order by p.is_default desc, p.position, s.position`,
    pipelines: (await tx<{ name: string }[]>`select name from pipeline where deleted_at is null`).map(
      ({ name }) => name,
    ),
    currency: ctx.currency,
    timeZone: ctx.workspaceTimeZone,
  }
  return guessImport(chosen, look.headers, look.rows, known)
}

async function beginning(ctx: Context, fileId: string): Promise<Uint8Array> {
  for await (const chunk of readFile(ctx, fileId)) return chunk.subarray(0, sampleBytes)
  return new Uint8Array(0)
}

async function isUtf8(ctx: Context, fileId: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of readFile(ctx, fileId)) decoder.decode(chunk, { stream: true })
    decoder.decode()
    return true
  } catch {
    return false
  }
}
