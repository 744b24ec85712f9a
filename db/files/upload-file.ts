import { createHash } from 'node:crypto'
import { ofSize } from '../blobs/of-size'
import { authorise, type Context } from '../core/context'
import { inWorkspace } from '../core/database'
import { Fault, invalid } from '../core/errors'
import { uuidv7 } from '../core/ids'
import { chunkBytes, maxFileBytes, type StoredFile } from './file.model'

/**
 * Keeps a file as it streams in: a megabyte at a time, so memory stays flat. A stream that breaks leaves a file that is not complete, which
 * nobody can read and maintenance removes. Throws `invalid` for an empty file and for one of more than a gigabyte.
 */
export async function uploadFile(
  ctx: Context,
  { name, contentType }: { name: string; contentType: string },
  body: AsyncIterable<Uint8Array>,
): Promise<StoredFile> {
  authorise(ctx, 'import', 'create')
  const id = uuidv7()
  await inWorkspace(
    ctx,
    tx => tx`
      insert into file (id, workspace_id, name, content_type, bytes, created_by, created_at)
      values (${id}, ${ctx.workspaceId}, ${name}, ${contentType}, 0, ${ctx.access.memberId}, ${ctx.clock().toISOString()})`,
  )
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of ofSize(body, chunkBytes)) {
    if (bytes + chunk.length > maxFileBytes) {
      await dropFile(ctx, id)
      throw invalid([
        {
          pointer: '',
          code: 'file_too_large',
          message: 'A file has at most 1 GB.',
          params: { max: maxFileBytes },
        },
      ])
    }
    hash.update(chunk)
    await inWorkspace(
      ctx,
      tx =>
        tx`insert into file_chunk (workspace_id, file_id, at, body) values (${ctx.workspaceId}, ${id}, ${bytes}, ${chunk})`,
    )
    bytes += chunk.length
  }
  if (bytes === 0) {
    await dropFile(ctx, id)
    throw invalid([{ pointer: '', code: 'file_empty', message: 'The file is empty.' }])
  }
  const sha256 = hash.digest('hex')
  const [kept] = await inWorkspace(
    ctx,
    tx =>
      tx`update file set complete = 'yes', bytes = ${bytes}, sha256 = ${sha256} where id = ${id} returning id`,
  )
  if (!kept) throw new Fault('conflict', 'The file was removed while it was being sent.')
  return { id, name, contentType, bytes, sha256 }
}

async function dropFile(ctx: Context, id: string): Promise<void> {
  await inWorkspace(ctx, async tx => {
    await tx`delete from file_chunk where file_id = ${id}`
    await tx`delete from file where id = ${id}`
  })
}
