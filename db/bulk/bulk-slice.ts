import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import { Fault, notFound } from '../core/errors'
import type { AnyRecord } from '../core/record.model'
import type { Write } from '../events/write'
import type { Entity } from '../records/entity'
import { lockRecords } from '../records/read-record'
import { checkScope } from '../records/scope'
import { takenKeys } from '../records/taken-keys'
import { writeBatch } from '../records/write-batch'
import type { BulkFault } from './bulk.model'
import { actionOf } from './bulk.rules'
import type { StoredBulk } from './bulks.queries'

/** A record that stays as it is. */
interface Refused {
  subjectId: string
  fault: Fault
}

/** What became of a slice. */
interface Came {
  changed: number
  same: number
  refused: Refused[]
}

/**
 * Does a bulk change with the next of its records, inside the caller's transaction, which has locked its row: their rows, their events, what was refused and how far it
 * is are one. Gives whether all are done.
 */
export async function doSlice(
  ctx: Context,
  to: Write,
  entity: Entity,
  bulk: StoredBulk,
  size: number,
): Promise<StoredBulk & { finished: boolean }> {
  const { tx } = to
  const due = await tx<{ recordId: string }[]>`
    delete from bulk_due d using (select record_id from bulk_due where bulk_id = ${bulk.id} order by record_id limit ${size}) s
    where d.bulk_id = ${bulk.id} and d.record_id = s.record_id returning d.record_id`
  const { changed, same, refused } = await change(
    ctx,
    to,
    entity,
    bulk,
    due.map(({ recordId }) => recordId),
  )
  const faults = refused.map(({ subjectId, fault }) => ({
    subjectType: entity.name,
    subjectId,
    ...told(fault),
  }))
  await keepFaults(ctx, to, bulk.id, 'act', bulk.refused, faults)
  return {
    ...bulk,
    changed: bulk.changed + changed,
    same: bulk.same + same,
    refused: bulk.refused + refused.length,
    finished: due.length < size,
  }
}

/** By the rules, scopes and keys of single writes; who is refused leaves the others alone. */
async function change(
  ctx: Context,
  to: Write,
  entity: Entity,
  { verb, values }: StoredBulk,
  ids: readonly string[],
): Promise<Came> {
  const came: Came = { changed: 0, same: 0, refused: [] }
  if (ids.length === 0) return came
  const found = await lockRecords(to.tx, entity, ids)
  const records = new Map(found.map(record => [record.id, record]))
  const set: Partial<AnyRecord> =
    verb === 'update'
      ? (values as Partial<AnyRecord>)
      : { deletedAt: verb === 'archive' ? ctx.clock().toISOString() : null }
  const asked: AnyRecord[] = []
  for (const id of ids) {
    const record = records.get(id)
    const fault = await refusalOf(ctx, to.tx, entity, verb, record)
    if (fault) came.refused.push({ subjectId: id, fault })
    else if (verb !== 'update' && Boolean(record!.deletedAt) === (verb === 'archive')) came.same += 1
    else asked.push(record!)
  }
  const touched = entity.keys.filter(
    ({ field, unique }) => unique && (verb === 'restore' || (verb === 'update' && field in set)),
  )
  const taken = await takenKeys(
    to.tx,
    touched,
    entity,
    asked.map(record => ({ ...record, ...set })),
  )
  const free = asked.filter(({ id }) => !taken.has(id))
  for (const [subjectId, field] of taken) came.refused.push({ subjectId, fault: doubled(entity, field) })
  const outcomes = await writeBatch(
    ctx,
    to,
    entity,
    free.map(before => ({ before, values: set })),
  )
  for (const [at, outcome] of outcomes.entries()) {
    const before = free[at]!
    if (outcome instanceof Fault) came.refused.push({ subjectId: before.id, fault: outcome })
    else if (outcome.version === before.version) came.same += 1
    else came.changed += 1
  }
  return came
}

/** Why a record is not to be touched at all. */
async function refusalOf(
  ctx: Context,
  tx: Tx,
  entity: Entity,
  verb: StoredBulk['verb'],
  record: AnyRecord | undefined,
): Promise<Fault | undefined> {
  if (!record) return notFound(entity.name)
  try {
    await checkScope(ctx, tx, entity, record, actionOf(verb) as 'update' | 'archive')
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
  return verb === 'update' && record.deletedAt ? notFound(entity.name) : undefined
}

const doubled = (entity: Entity, field: string): Fault =>
  new Fault('conflict', `Another ${entity.name} has this ${field}.`, {
    problems: [
      {
        pointer: `/${field}`,
        code: 'duplicate',
        message: `Another ${entity.name} has this ${field}.`,
        params: { field },
      },
    ],
  })

/** What is kept of a fault: the rule that said no, else the first value that is wrong. */
function told({ code, message, details }: Fault): FaultTold {
  const [problem] = details.rule ? [] : (details.problems ?? [])
  return problem
    ? {
        code: problem.code,
        rule: null,
        pointer: problem.pointer,
        message: problem.message,
        params: problem.params ?? {},
      }
    : { code, rule: details.rule ?? null, pointer: null, message, params: details.params ?? {} }
}

type FaultTold = Pick<BulkFault, 'code' | 'rule' | 'pointer' | 'message' | 'params'>

/** Adds to the list of what stayed as it was, after the `before` that it has already. */
export async function keepFaults(
  { workspaceId }: Context,
  { tx }: Write,
  bulkId: string,
  phase: BulkFault['phase'],
  before: number,
  faults: readonly (FaultTold & Pick<BulkFault, 'subjectType' | 'subjectId'>)[],
): Promise<void> {
  if (faults.length === 0) return
  const rows = faults.map(({ subjectType, subjectId, ...fault }, at) => ({
    ...fault,
    workspace_id: workspaceId,
    bulk_id: bulkId,
    phase,
    n: before + at,
    subject_type: subjectType,
    subject_id: subjectId,
  }))
  await tx`insert into bulk_fault select * from jsonb_populate_recordset(null::bulk_fault, ${tx.json(rows as never)})`
}
