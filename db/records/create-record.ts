import { authorise, type Context } from '../core/context'
import { uuidv7 } from '../core/ids'
import { parse } from '../core/parse'
import type { AnyRecord } from '../core/record.model'
import { type Write, write } from '../events/write'
import { mergeCustom } from '../fields/check-custom'
import { customCatalogue } from '../fields/custom-fields.queries'
import { columnsOf, difference, projectionOf } from './columns'
import { explainDuplicate } from './duplicates'
import type { Change, Entity } from './entity'
import { checkReferences } from './references'
import { checkWritable } from './scope'

/**
 * Creates a record. `input` is the entity's Create shape.
 * Throws `invalid` (a problem per field), `forbidden`, and `conflict` with the ids of the records it would double.
 */
export async function createRecord(ctx: Context, entity: Entity, input: unknown): Promise<AnyRecord> {
  authorise(ctx, entity.name, 'create')
  const values = parse(entity.model.Create, input) as Record<string, unknown>
  checkWritable(ctx, entity, values)
  return explainDuplicate(ctx, entity, values, () => write(ctx, to => insertRecord(ctx, to, entity, values)))
}

/** The part of a create that other verbs use inside a transaction of their own. `values` are already of the Create shape. */
export async function insertRecord(
  ctx: Context,
  to: Write,
  entity: Entity,
  values: Record<string, unknown>,
): Promise<AnyRecord> {
  const { tx, emit } = to
  const now = ctx.clock().toISOString()
  const defaults = Object.entries(entity.model.fields).flatMap(([key, { traits }]) =>
    traits.default === undefined ? [] : [[key, traits.default]],
  )
  const change: Change = { before: null, values: { ...Object.fromEntries(defaults), ...defined(values) } }
  if ('ownerId' in entity.model.fields && values.ownerId === undefined && ctx.actor.type === 'user')
    change.values.ownerId = ctx.access.memberId
  await entity.prepare?.(ctx, to, change)
  await checkReferences(ctx, tx, entity, change.values)
  const given = values.custom as Record<string, string> | undefined
  const custom =
    given && Object.keys(given).length ? mergeCustom(await customCatalogue(tx, entity.name), {}, given) : {}
  const row = {
    id: uuidv7(),
    workspace_id: ctx.workspaceId,
    ...columnsOf(entity, change.values, change.values),
    custom: tx.json(custom),
    created_at: now,
    updated_at: now,
    created_by: ctx.access.memberId,
  }
  const [inserted] = await tx<{ record: AnyRecord }[]>`
    with t as (insert into ${tx(entity.name)} ${tx(row)} returning *)
    select row_to_json(r) as record from (select ${tx.unsafe(projectionOf(entity))} from t) r`
  const record = inserted!.record
  emit({
    kind: `${entity.name}.created`,
    subjectType: entity.name,
    subjectId: record.id,
    after: difference(null, record).after,
    payload: { version: 1 },
  })
  await entity.settle?.(ctx, to, null, record)
  return record
}

const defined = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).filter(([key, value]) => value !== undefined && key !== 'custom'))
