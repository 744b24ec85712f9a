import { authorise, type Context } from '../core/context'
import { notFound } from '../core/errors'
import { checkVersion, type ExpectedVersion } from '../core/expected-version'
import { parse } from '../core/parse'
import type { AnyRecord, CustomValues } from '../core/record.model'
import { type Write, write } from '../events/write'
import { mergeCustom } from '../fields/check-custom'
import { customCatalogue } from '../fields/custom-fields.queries'
import { allFields, columnsOf, difference, projectionOf, same, sameValue } from './columns'
import { explainDuplicate } from './duplicates'
import type { Change, Entity } from './entity'
import { lockRecord } from './read-record'
import { checkReferences } from './references'
import { checkScope, checkWritable } from './scope'

/**
 * Changes a record. `input` is the entity's Update shape; absent fields stay, null empties. Of `version`, when given, one must be the
 * record's (If-Match), else `stale`. A change that changes nothing writes nothing.
 */
export async function updateRecord(
  ctx: Context,
  entity: Entity,
  id: string,
  input: unknown,
  version?: ExpectedVersion,
): Promise<AnyRecord> {
  authorise(ctx, entity.name, 'update')
  const values = parse(entity.model.Update, input) as Record<string, unknown>
  checkWritable(ctx, entity, values)
  return explainDuplicate(ctx, entity, values, () =>
    write(ctx, async to => {
      const before = await lockRecord(to.tx, entity, id)
      if (!before || before.deletedAt) throw notFound(entity.name)
      checkScope(ctx, entity, before, 'update')
      checkVersion(version, before.version)
      return changeRecord(ctx, to, entity, before, values)
    }),
  )
}

/** The part of an update that other verbs use inside a transaction of their own, on a record they have locked. */
export async function changeRecord(
  ctx: Context,
  to: Write,
  entity: Entity,
  before: AnyRecord,
  values: Record<string, unknown>,
): Promise<AnyRecord> {
  const { tx, emit } = to
  const change: Change = { before, values: changedOf(entity, before, values) }
  const given = values.custom as CustomValues | undefined
  const custom =
    given && Object.keys(given).length
      ? mergeCustom(await customCatalogue(tx, entity.name), before.custom, given)
      : before.custom
  const isSame = () => Object.keys(change.values).length === 0 && same(custom, before.custom)
  if (isSame()) return before
  await entity.prepare?.(ctx, to, change)
  change.values = changedOf(entity, before, change.values)
  if (isSame()) return before
  await checkReferences(ctx, tx, entity, change.values)
  const row = {
    ...columnsOf(entity, change.values, { ...before, ...change.values }),
    custom: tx.json(custom),
    updated_at: ctx.clock().toISOString(),
    version: before.version + 1,
  }
  const [updated] = await tx<{ record: AnyRecord }[]>`
    with t as (update ${tx(entity.name)} set ${tx(row)} where id = ${before.id} returning *)
    select row_to_json(r) as record from (select ${tx.unsafe(projectionOf(entity))} from t) r`
  const after = updated!.record
  emit({
    kind: `${entity.name}.updated`,
    subjectType: entity.name,
    subjectId: after.id,
    ...difference(before, after),
    payload: { version: after.version },
  })
  await entity.settle?.(ctx, to, before, after)
  return after
}

/** The values that are not what the record has already. */
function changedOf(
  entity: Entity,
  before: AnyRecord,
  values: Record<string, unknown>,
): Record<string, unknown> {
  const fields = allFields(entity)
  const changed = Object.entries(values).filter(
    ([key, value]) => key !== 'custom' && value !== undefined && !sameValue(fields[key]!, value, before[key]),
  )
  return Object.fromEntries(changed)
}
