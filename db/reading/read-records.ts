import type { Context } from '../core/context'
import { readFile } from '../files/read-file'
import { type CsvRecord, csvReader } from './csv.rules'
import { markLength } from './format.rules'
import type { FileFormat } from './reading.model'

/**
 * Records of a file from a byte offset on, in groups as they are read. For UTF-16 the offset counts the bytes of the same text in UTF-8,
 * so a resume reads such a file from its beginning.
 */
export async function* readRecords(
  ctx: Pick<Context, 'db' | 'workspaceId'>,
  fileId: string,
  format: FileFormat,
  offset: number,
): AsyncGenerator<CsvRecord[]> {
  const wide = format.encoding.startsWith('utf-16')
  const dialect = { delimiter: format.delimiter, encoding: wide ? ('utf-8' as const) : format.encoding }
  const bytes = wide
    ? skipped(narrowed(readFile(ctx, fileId), format.encoding), offset)
    : readFile(ctx, fileId, offset)
  let reader = offset === 0 ? undefined : csvReader(dialect, offset)
  for await (const chunk of bytes) {
    const mark = reader ? 0 : markLength(chunk)
    reader ??= csvReader(dialect, mark)
    const records = reader.push(mark ? chunk.subarray(mark) : chunk)
    if (records.length) yield records
  }
  const last = reader?.end() ?? []
  if (last.length) yield last
}

async function* narrowed(
  source: AsyncIterable<Uint8Array>,
  encoding: FileFormat['encoding'],
): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding)
  const encoder = new TextEncoder()
  for await (const chunk of source) yield encoder.encode(decoder.decode(chunk, { stream: true }))
  const rest = decoder.decode()
  if (rest) yield encoder.encode(rest)
}

async function* skipped(source: AsyncIterable<Uint8Array>, bytes: number): AsyncGenerator<Uint8Array> {
  let left = bytes
  for await (const chunk of source) {
    if (left >= chunk.length) left -= chunk.length
    else {
      yield left ? chunk.subarray(left) : chunk
      left = 0
    }
  }
}
