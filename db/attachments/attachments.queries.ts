import type postgres from 'postgres'
import type { BlobStore } from '../blobs/blob-store'
import { authorise, type Context } from '../core/context'
import { inWorkspace, readOnce, type Tx } from '../core/database'
import { conflict, notFound } from '../core/errors'
import { type Scope, scopeOf, type Whose, withinScope } from '../core/grants.rules'
import { isUuid } from '../core/ids'
import { broughtSql } from '../records/brought'
import type { Entity } from '../records/entity'
import { hasOwner, hasTerritory } from '../records/owners.queries'
import { entityNamed } from '../records/registry'
import { scopeSql } from '../records/scope'
import { isLent } from '../records/shared'
import { type Attachment, type Attachments, type AttachmentsAsked, mostOfRecord } from './attachments.model'

/** A file as its row has it; what the asker may do with it is not in it. */
export interface KeptAttachment extends Omit<Attachment, 'mayRename' | 'mayRemove'> {
  blobKey: string | null
}

const moment = (sql: Tx, column: string) =>
  sql`to_char(${sql(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** The columns of a row `a`. */
export const attachmentColumns = (sql: Tx): postgres.Fragment => sql`
  a.id, a.entity, a.record_id, a.name, a.bytes, a.media_type, a.sha256, a.blob_key, a.state, a.finding, a.trouble, a.thumbnail, a.version, a.created_by,
  ${moment(sql, 'a.created_at')} as created_at, ${moment(sql, 'a.removed_at')} as removed_at`

/** The record that a file is on, as far as rights ask for it. */
export interface OnRecord extends Whose {
  id: string
  isInBin: boolean
}

/** The record `t` of an id, as far as the asker may see it. */
export const recordSql = (
  ctx: Context,
  sql: Tx,
  entity: Entity,
  id: string,
  scope: Scope,
): postgres.Fragment => sql`
  select t.id, ${hasOwner(entity.name) ? sql`t.owner_id` : sql`null::uuid as owner_id`},
    ${hasTerritory(entity.name) ? sql`t.territory_id` : sql`null::uuid as territory_id`}, t.deleted_at is not null as is_in_bin
  from ${sql(entity.name)} t where t.id = ${id} ${scopeSql(ctx, sql, entity, scope)}`

/** Whether the asker may change the record, which adding a file is: as their role says, or as it is shared with them. */
export async function mayChange(ctx: Context, entity: Entity, record: OnRecord): Promise<boolean> {
  const scope = scopeOf(ctx.access, entity.name, 'update')
  if (!scope || record.isInBin) return false
  if (withinScope(ctx.access, scope, hasOwner(entity.name) ? record : undefined)) return true
  if (!ctx.access.shares?.kinds[entity.name]) return false
  return inWorkspace(ctx, tx => isLent(ctx, tx, entity.name, record.id))
}

/** A row as the asker is told it. */
export function toldAttachment(
  { access }: Context,
  { blobKey: _, ...kept }: KeptAttachment,
  mayChangeRecord: boolean,
): Attachment {
  const may = (action: 'update' | 'archive') => {
    const scope = scopeOf(access, 'attachment', action)
    return mayChangeRecord && !!scope && withinScope(access, scope, { ownerId: kept.createdBy })
  }
  return { ...kept, mayRename: may('update') && !kept.removedAt, mayRemove: may('archive') }
}

export function entityOf(name: string): Entity {
  const entity = entityNamed(name)
  if (!entity) throw notFound(name)
  return entity
}

/** The files of a record, the newest first, or those of them that are in the bin. Throws `not_found` for a record out of the asker's reach. */
export async function attachmentsOf(
  ctx: Context,
  { entity: name, recordId, removed }: AttachmentsAsked,
  mostBytes: number,
): Promise<Attachments> {
  const entity = entityOf(name)
  const sight = authorise(ctx, entity.name, 'read')
  const scope = authorise(ctx, 'attachment', 'read')
  if (!isUuid(recordId)) throw notFound(entity.name)
  const rows = await readOnce(
    ctx,
    sql => sql<(OnRecord & { kept: string | null })[]>`
      with record as (${recordSql(ctx, sql, entity, recordId, sight)}),
      files as (
        select ${attachmentColumns(sql)} from attachment a
        where a.workspace_id = ${ctx.workspaceId} and a.record_id = ${recordId} and a.entity = ${entity.name} and a.state <> 'uploading'
          and a.removed_at is ${removed === 'true' ? sql`not null` : sql`null`} ${broughtSql(ctx, sql, scope)}
        order by a.created_at desc, a.id desc limit ${mostOfRecord})
      select record.*, (select json_agg(json_build_object('id', f.id, 'entity', f.entity, 'recordId', f.record_id, 'name', f.name, 'bytes', f.bytes,
        'mediaType', f.media_type, 'sha256', f.sha256, 'state', f.state, 'finding', f.finding, 'trouble', f.trouble, 'thumbnail', f.thumbnail,
        'version', f.version, 'createdBy', f.created_by, 'createdAt', f.created_at, 'removedAt', f.removed_at))::text from files f) as kept
      from record`,
  )
  const [record] = rows
  if (!record) throw notFound(entity.name)
  const may = await mayChange(ctx, entity, record)
  const kept = JSON.parse(record.kept ?? '[]') as KeptAttachment[]
  return {
    results: kept.map(one => toldAttachment(ctx, one, may)),
    mayAdd: may && scopeOf(ctx.access, 'attachment', 'create') !== undefined,
    mostBytes,
  }
}

/** A file that the asker may see, and whether they may change its record. Throws `not_found` for all others, also while it is being sent. */
export async function findAttachment(
  ctx: Context,
  id: string,
): Promise<{ kept: KeptAttachment; entity: Entity; may: boolean }> {
  const scope = authorise(ctx, 'attachment', 'read')
  if (!isUuid(id)) throw notFound('attachment')
  const [kept] = await readOnce(
    ctx,
    sql => sql<KeptAttachment[]>`
      select ${attachmentColumns(sql)} from attachment a
      where a.workspace_id = ${ctx.workspaceId} and a.id = ${id} and a.state <> 'uploading' ${broughtSql(ctx, sql, scope)}`,
  )
  if (!kept) throw notFound('attachment')
  const entity = entityOf(kept.entity)
  const sight = scopeOf(ctx.access, entity.name, 'read')
  if (!sight) throw notFound('attachment')
  const [record] = await readOnce(
    ctx,
    sql => sql<OnRecord[]>`${recordSql(ctx, sql, entity, kept.recordId, sight)}`,
  )
  if (!record) throw notFound('attachment')
  return { kept: { ...kept }, entity, may: await mayChange(ctx, entity, record) }
}

/** What may be taken: a file that is there and free. Throws `not_found`, `conflict` (`attachment.being_checked`, `attachment.refused`, `attachment.lost`). */
export async function downloadOf(
  ctx: Context,
  blobs: BlobStore,
  id: string,
  thumbnail: boolean,
): Promise<{ kept: KeptAttachment; key: string; bytes: number }> {
  const { kept } = await findAttachment(ctx, id)
  if (kept.removedAt || (thumbnail && kept.thumbnail !== 'made')) throw notFound('attachment')
  const { name, finding } = kept
  if (kept.state === 'quarantined')
    throw conflict('The file is being checked. Try again in a moment.', { name }, 'attachment.being_checked')
  if (kept.state === 'refused' || !kept.blobKey)
    throw conflict('The scanner has found something in this file.', { name, finding }, 'attachment.refused')
  const key = thumbnail ? thumbnailKey(kept.blobKey) : kept.blobKey
  const bytes = await blobs.size(key)
  if (bytes === undefined || (!thumbnail && bytes !== kept.bytes))
    throw conflict('The bytes of this file are not in the store.', { name }, 'attachment.lost')
  return { kept, key, bytes }
}

/** Where the small picture of a file is kept. */
export const thumbnailKey = (blobKey: string): string => `${blobKey}-small`
