import { authorise, type Context } from '../core/context'
import { parse } from '../core/parse'
import type { AnyRecordModel } from '../core/record.model'
import { type Write, write } from '../events/write'
import type { RecordOf } from './change.model'
import { explainDuplicate } from './duplicates'
import type { Entity } from './entity'
import { checkWritable, ownerOfNew } from './scope'
import { writeOne } from './write-batch'

/**
 * Creates a record. `input` is the entity's Create shape.
 * Throws `invalid` (a problem per field), `forbidden`, and `conflict` with the ids of the records it would double.
 */
export async function createRecord<M extends AnyRecordModel>(
  ctx: Context,
  entity: Entity<M>,
  input: unknown,
): Promise<RecordOf<M>> {
  authorise(ctx, entity.name, 'create')
  const given: Partial<RecordOf<M>> = parse(entity.model.Create, input)
  checkWritable(ctx, entity, given)
  const ownerId = ownerOfNew(ctx, entity, (given as { ownerId?: string | null }).ownerId)
  const values: Partial<RecordOf<M>> = ownerId === undefined ? given : { ...given, ownerId }
  return explainDuplicate(ctx, entity, values, () => write(ctx, to => insertRecord(ctx, to, entity, values)))
}

/** The part of a create that other verbs use inside a transaction of their own. `values` are already of the Create shape. */
export const insertRecord = <M extends AnyRecordModel>(
  ctx: Context,
  to: Write,
  entity: Entity<M>,
  values: Partial<RecordOf<M>>,
): Promise<RecordOf<M>> => writeOne(ctx, to, entity, { before: null, values })
