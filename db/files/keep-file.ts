import { createHash } from 'node:crypto'
import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import { uuidv7 } from '../core/ids'
import { chunkBytes, type StoredFile } from './file.model'

/** Keeps a file that is whole in memory, as a part of its maker's transaction: there is no file without what names it. */
export async function keepFile(
  ctx: Pick<Context, 'workspaceId' | 'clock' | 'access'>,
  tx: Tx,
  { name, contentType }: { name: string; contentType: string },
  bytes: Uint8Array,
): Promise<StoredFile> {
  const id = uuidv7()
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await tx`
    insert into file (id, workspace_id, name, content_type, bytes, sha256, complete, created_by, created_at)
    values (${id}, ${ctx.workspaceId}, ${name}, ${contentType}, ${bytes.length}, ${sha256}, 'yes', ${ctx.access.memberId},
      ${ctx.clock().toISOString()})`
  for (let at = 0; at < bytes.length; at += chunkBytes)
    await tx`
      insert into file_chunk (workspace_id, file_id, at, body)
      values (${ctx.workspaceId}, ${id}, ${at}, ${bytes.subarray(at, at + chunkBytes)})`
  return { id, name, contentType, bytes: bytes.length, sha256 }
}
