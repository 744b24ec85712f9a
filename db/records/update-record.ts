import { authorise, type Context } from '../core/context'
import { notFound } from '../core/errors'
import { checkVersion, type ExpectedVersion } from '../core/expected-version'
import { parse } from '../core/parse'
import type { AnyRecordModel } from '../core/record.model'
import { type Write, write } from '../events/write'
import type { RecordOf } from './change.model'
import { explainDuplicate } from './duplicates'
import type { Entity } from './entity'
import { lockRecord } from './read-record'
import { checkScope, checkWritable } from './scope'
import { writeOne } from './write-batch'

/**
 * Changes a record. `input` is the entity's Update shape; absent fields stay, null empties. Of `version`, when given, one must be the
 * record's (If-Match), else `stale`. A change that changes nothing writes nothing.
 */
export async function updateRecord<M extends AnyRecordModel>(
  ctx: Context,
  entity: Entity<M>,
  id: string,
  input: unknown,
  version?: ExpectedVersion,
): Promise<RecordOf<M>> {
  authorise(ctx, entity.name, 'update')
  const values: Partial<RecordOf<M>> = parse(entity.model.Update, input)
  checkWritable(ctx, entity, values)
  return explainDuplicate(ctx, entity, values, () =>
    write(ctx, async to => {
      const before = await lockRecord(to.tx, entity, id)
      if (!before || before.deletedAt) throw notFound(entity.name)
      await checkScope(ctx, to.tx, entity, before, 'update')
      checkVersion(version, before.version)
      return changeRecord(ctx, to, entity, before, values)
    }),
  )
}

/** The part of an update that other verbs use inside a transaction of their own, on a record they have locked. */
export const changeRecord = <M extends AnyRecordModel>(
  ctx: Context,
  to: Write,
  entity: Entity<M>,
  before: RecordOf<M>,
  values: Partial<RecordOf<M>>,
): Promise<RecordOf<M>> => writeOne(ctx, to, entity, { before, values })
