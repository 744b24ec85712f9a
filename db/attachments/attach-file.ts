import { createHash, type Hash } from 'node:crypto'
import { fileTypeFromBuffer } from 'file-type'
import type { BlobStore } from '../blobs/blob-store'
import { authorise, type Context } from '../core/context'
import { inWorkspace } from '../core/database'
import { conflict, forbidden, notFound, refused } from '../core/errors'
import { isUuid, uuidv7 } from '../core/ids'
import { parse } from '../core/parse'
import { write } from '../events/write'
import type { Entity } from '../records/entity'
import { attachmentEvents, attachmentWorkEvents } from './attachments.events'
import { type Attachment, AttachmentAsked, mostOfRecord } from './attachments.model'
import {
  attachmentColumns,
  entityOf,
  type KeptAttachment,
  mayChange,
  type OnRecord,
  recordSql,
  toldAttachment,
} from './attachments.queries'
import { fileNameOf } from './file-name.rules'
import { isDisguised, isPictured, mediaTypeOf } from './media-type.rules'

/** What the operator has set. */
export interface AttachmentSettings {
  blobs: BlobStore
  /** Of one file. */
  mostBytes: number
  /** Of all files of a workspace together; no limit when absent. */
  mostOfWorkspace?: number
  /** Whether a scanner is to be asked before anybody takes a file. */
  scans: boolean
}

const headBytes = 64 * 1024

/**
 * Puts a file on a record as it streams in, into the store: memory stays flat. What breaks off, is too much or is refused leaves nothing behind; what a process that died has left,
 * maintenance removes. Throws `not_found`, `forbidden`, `invalid` (`attachment.name`, `attachment.empty`, `attachment.disguised`, `attachment.too_many`, `attachment.no_room`).
 */
export async function attachFile(
  ctx: Context,
  { blobs, mostOfWorkspace, scans }: AttachmentSettings,
  input: unknown,
  body: AsyncIterable<Uint8Array>,
): Promise<Attachment> {
  const asked = parse(AttachmentAsked, input)
  const entity = entityOf(asked.entity)
  const sight = authorise(ctx, entity.name, 'read')
  authorise(ctx, 'attachment', 'create')
  const name = givenName(asked.name)
  if (!isUuid(asked.recordId)) throw notFound(entity.name)
  const id = uuidv7()
  const blobKey = `${ctx.workspaceId}/${crypto.randomUUID()}`
  const record = await begin()
  try {
    const { head, whole } = await beginningOf(body, headBytes)
    if (head.length === 0) throw refused('attachment.empty', 'The file is empty.', { name })
    const found = await fileTypeFromBuffer(head).catch(() => undefined)
    const mediaType = mediaTypeOf(name, head, found?.mime)
    if (isDisguised(name, mediaType))
      throw refused(
        'attachment.disguised',
        `“${name}” is not what it is called: its content is ${mediaType}.`,
        {
          name,
          mediaType,
        },
      )
    const counted = counting(whole)
    await blobs.put(blobKey, counted.bytes)
    return await settle(counted.sum(), mediaType)
  } catch (error) {
    await blobs.drop(blobKey).catch(() => undefined)
    await inWorkspace(ctx, tx => tx`delete from attachment where id = ${id} and state = 'uploading'`).catch(
      () => undefined,
    )
    throw error
  }

  async function begin(): Promise<OnRecord> {
    const [found] = await inWorkspace(
      ctx,
      tx => tx<OnRecord[]>`${recordSql(ctx, tx, entity, asked.recordId, sight)}`,
    )
    if (!found) throw notFound(entity.name)
    if (!(await mayChange(ctx, entity, found))) throw mayNotChange(ctx, entity)
    await inWorkspace(ctx, async tx => {
      const [held] = await tx<{ onRecord: number; inAll: number }[]>`
        select count(*) filter (where record_id = ${asked.recordId} and removed_at is null)::int as on_record, coalesce(sum(bytes), 0)::bigint as in_all
        from attachment where workspace_id = ${ctx.workspaceId}
          ${mostOfWorkspace === undefined ? tx`and record_id = ${asked.recordId}` : tx``}`
      if (held!.onRecord >= mostOfRecord)
        throw refused('attachment.too_many', `A record has at most ${mostOfRecord} files.`, {
          max: mostOfRecord,
        })
      checkRoom(held!.inAll)
      await tx`
        insert into attachment ${tx({
          id,
          workspace_id: ctx.workspaceId,
          entity: entity.name,
          record_id: found.id,
          name,
          blob_key: blobKey,
          state: 'uploading',
          created_by: ctx.access.memberId,
          created_at: ctx.clock().toISOString(),
        })}`
    })
    return found
  }

  function checkRoom(used: number): void {
    if (mostOfWorkspace !== undefined && used >= mostOfWorkspace)
      throw refused('attachment.no_room', 'The files of this workspace have reached their limit.', {
        max: mostOfWorkspace,
      })
  }

  async function settle({ bytes, sha256 }: { bytes: number; sha256: string }, mediaType: string) {
    return write(ctx, async ({ tx, emit }) => {
      const state = scans ? 'quarantined' : 'ready'
      const thumbnail = isPictured(mediaType) ? 'due' : 'none'
      if (mostOfWorkspace !== undefined) {
        const [held] = await tx<{ inAll: number }[]>`
          select coalesce(sum(bytes), 0)::bigint as in_all from attachment where workspace_id = ${ctx.workspaceId}`
        if (held!.inAll + bytes > mostOfWorkspace) checkRoom(mostOfWorkspace)
      }
      const [kept] = await tx<KeptAttachment[]>`
        update attachment a set bytes = ${bytes}, sha256 = ${sha256}, media_type = ${mediaType}, state = ${state}, thumbnail = ${thumbnail},
          created_at = ${ctx.clock().toISOString()}
        where a.id = ${id} and a.state = 'uploading' returning ${attachmentColumns(tx)}`
      if (!kept) throw conflict('The file took too long and was removed while it was being sent.')
      emit(attachmentEvents.added({ type: asked.entity, id: record.id }, { attachmentId: id, name, bytes }))
      if (scans || thumbnail === 'due') emit(attachmentWorkEvents.requested(id))
      return toldAttachment(ctx, kept, true)
    })
  }
}

export function givenName(given: string): string {
  const name = fileNameOf(given)
  if (name === undefined) throw refused('attachment.name', 'Give the file a name.')
  return name
}

export const mayNotChange = (ctx: Context, entity: Entity) =>
  forbidden(
    `Your role (${ctx.access.role}) may not change this ${entity.name}, nor its files.`,
    `${entity.name}.update`,
  )

/** The first bytes of a stream, and all of it. */
async function beginningOf(
  body: AsyncIterable<Uint8Array>,
  most: number,
): Promise<{ head: Uint8Array; whole: AsyncGenerator<Uint8Array> }> {
  const stream = body[Symbol.asyncIterator]()
  const taken: Uint8Array[] = []
  let length = 0
  while (length < most) {
    const { value, done } = await stream.next()
    if (done) break
    taken.push(value)
    length += value.length
  }
  async function* whole() {
    yield* taken
    for (let { value, done } = await stream.next(); !done; { value, done } = await stream.next()) yield value!
  }
  return { head: Buffer.concat(taken).subarray(0, most), whole: whole() }
}

/** A stream that is counted and hashed as it passes. */
function counting(whole: AsyncIterable<Uint8Array>) {
  const hash: Hash = createHash('sha256')
  let bytes = 0
  async function* passing() {
    for await (const piece of whole) {
      hash.update(piece)
      bytes += piece.length
      yield piece
    }
  }
  return { bytes: passing(), sum: () => ({ bytes, sha256: hash.digest('hex') }) }
}
