import { authorise, type Context } from '../core/context'
import { notFound } from '../core/errors'
import { checkVersion, type ExpectedVersion } from '../core/expected-version'
import type { AnyRecord } from '../core/record.model'
import { write } from '../events/write'
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
    await checkScope(ctx, to.tx, entity, record, 'archive')
    if (record.deletedAt) return
    checkVersion(version, record.version)
    await changeRecord(ctx, to, entity, record, { deletedAt: ctx.clock().toISOString() })
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
      await checkScope(ctx, to.tx, entity, record, 'archive')
      if (!record.deletedAt) return record
      Object.assign(restored, record)
      return changeRecord(ctx, to, entity, record, { deletedAt: null })
    }),
  )
}
