import { authorise, type Context } from '../core/context'
import { notFound } from '../core/errors'
import { checkVersion, type ExpectedVersion } from '../core/expected-version'
import type { AnyRecord } from '../core/record.model'
import { type Write, write } from '../events/write'
import { explainDuplicate } from './duplicates'
import type { Entity } from './entity'
import { lockRecord } from './read-record'
import { checkScope } from './scope'
import { changeRecord } from './update-record'

/** Moves a record to the recycle bin. Doing it twice is doing it once. */
export async function archiveRecord(
  ctx: Context,
  entity: Entity,
  id: string,
  version?: ExpectedVersion,
): Promise<void> {
  authorise(ctx, entity.name, 'archive')
  await write(ctx, async to => {
    const record = await lockRecord(to.tx, entity, id)
    if (!record) throw notFound(entity.name)
    checkScope(ctx, entity, record, 'archive')
    if (record.deletedAt) return
    checkVersion(version, record.version)
    await entity.mayArchive?.(to, record)
    await setDeleted(ctx, to, entity, record, ctx.clock().toISOString())
  })
}

/** Brings a record back from the recycle bin, with its links. Throws `conflict` when another took its e-mail or id meanwhile. */
export async function restoreRecord(ctx: Context, entity: Entity, id: string): Promise<AnyRecord> {
  authorise(ctx, entity.name, 'archive')
  const restored: Record<string, unknown> = {}
  return explainDuplicate(ctx, entity, restored, () =>
    write(ctx, async to => {
      const record = await lockRecord(to.tx, entity, id)
      if (!record) throw notFound(entity.name)
      checkScope(ctx, entity, record, 'archive')
      if (!record.deletedAt) return record
      Object.assign(restored, record)
      const changes = await entity.mayRestore?.(to, record)
      const back = await setDeleted(ctx, to, entity, record, null)
      return changes ? changeRecord(ctx, to, entity, back, changes) : back
    }),
  )
}

/** The part that other verbs use inside a transaction of their own. */
async function setDeleted(
  ctx: Context,
  to: Write,
  entity: Entity,
  record: AnyRecord,
  deletedAt: string | null,
): Promise<AnyRecord> {
  const version = record.version + 1
  const [row] = await to.tx<{ updatedAt: string; deletedAt: string | null }[]>`
    update ${to.tx(entity.name)} set deleted_at = ${deletedAt}, version = ${version}, updated_at = ${ctx.clock().toISOString()} where id = ${record.id}
    returning to_json(updated_at) as updated_at, to_json(deleted_at) as deleted_at`
  to.emit({
    kind: `${entity.name}.${deletedAt ? 'archived' : 'restored'}`,
    subjectType: entity.name,
    subjectId: record.id,
    before: { deletedAt: record.deletedAt },
    after: { deletedAt: row!.deletedAt },
    payload: { version, name: record[entity.titleField] },
  })
  const after: AnyRecord = { ...record, ...row, version }
  await entity.settle?.(ctx, to, record, after)
  return after
}
