import type { Context } from '../core/context'
import { readOnce } from '../core/database'
import { notFound } from '../core/errors'
import { isUuid } from '../core/ids'
import { chunkBytes, type StoredFile } from './file.model'

type Reader = Pick<Context, 'db' | 'workspaceId'>

/** A complete file's name and size. Throws `not_found`. */
export async function fileOf(ctx: Reader, fileId: string): Promise<StoredFile> {
  const [file] = isUuid(fileId)
    ? await readOnce(
        ctx,
        sql =>
          sql<
            StoredFile[]
          >`select id, name, content_type, bytes, sha256 from file where id = ${fileId} and complete = 'yes'`,
      )
    : []
  if (!file) throw notFound('file')
  return file
}

/** The bytes of a file from an offset on, a chunk per statement: no cursor and no transaction stays open meanwhile. */
export async function* readFile(ctx: Reader, fileId: string, fromOffset = 0): AsyncGenerator<Uint8Array> {
  for (let at = Math.floor(fromOffset / chunkBytes) * chunkBytes; ; at += chunkBytes) {
    const [chunk] = await readOnce(
      ctx,
      sql =>
        sql<{ body: Uint8Array }[]>`select body from file_chunk where file_id = ${fileId} and at = ${at}`,
    )
    if (!chunk) return
    const from = Math.max(0, fromOffset - at)
    if (from < chunk.body.length) yield from ? chunk.body.subarray(from) : chunk.body
    if (chunk.body.length < chunkBytes) return
  }
}
