import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import { uuidv7 } from '../core/ids'
import { untilUndisturbed } from '../core/postgres-faults'
import type { AnyRecord } from '../core/record.model'
import { customerEntity } from '../customers/customers.entity'
import { type Write, write } from '../events/write'
import { type RowFault, readRow } from '../mapping/row.rules'
import { productEntity } from '../products/products.entity'
import type { CsvRecord } from '../reading/csv.rules'
import { byOf } from '../records/by'
import type { By, Step } from '../records/change.model'
import type { Entity } from '../records/entity'
import { findMatches, rulesInUse } from '../records/find-matches'
import { foldWish } from '../records/fold-wish'
import { factsOf, writeSteps } from '../records/write-batch'
import { type Folded, foldBatch } from './fold-batch'
import { foldMembers } from './fold-members'
import type { ImportPlan } from './import-plan'
import { importEvents } from './imports.events'
import { pretendFacts } from './pretend-facts'
import { pricesOf } from './prices'
import { readyRow } from './ready-rows'
import { type Resolved, resolveReferences } from './resolve-references'

/** What a batch came to. `elsewhere`: another worker has done these rows already. */
export type BatchOutcome = 'written' | 'elsewhere' | 'paused' | 'cancelled'

export interface Batch {
  records: readonly CsvRecord[]
  /** Number of the first record in the file, from 1, the header included. */
  firstRow: number
  /** Where the records begin and end among the file's bytes. */
  from: number
  to: number
  /** Nothing comes after. */
  last: boolean
}

/**
 * Writes a batch in one transaction: records, events, faults and the checkpoint, or nothing at all. The checkpoint is compared under a lock first, so
 * of two workers that hold the same batch one writes it. A write that collides with somebody else's is tried again from the start.
 */
export async function importBatch(ctx: Context, plan: ImportPlan, batch: Batch): Promise<BatchOutcome> {
  return untilUndisturbed(() => write(ctx, to => writeRows(ctx, to, plan, batch)), {
    attempts: 8,
    waitMs: 20,
    collides: true,
  })
}

async function writeRows(ctx: Context, to: Write, plan: ImportPlan, batch: Batch): Promise<BatchOutcome> {
  const { tx, emit } = to
  // One import batch of a workspace at a time: two imports of the same people then see each other's rows.
  await tx`select pg_advisory_xact_lock(hashtextextended(${`import ${ctx.workspaceId}`}, 0))`
  const [held] = await tx<{ state: string; asked: string | null; byteOffset: number }[]>`
    select state, asked, byte_offset from import where id = ${plan.importId} for update`
  if (held?.state === 'cancelled') return 'cancelled'
  if (held?.state === 'paused') return 'paused'
  if (held?.state !== 'running' || held.byteOffset !== batch.from) return 'elsewhere'
  if (held.asked === 'pause' || held.asked === 'cancel') return heed(ctx, to, plan.importId, held.asked)
  const { counts, faults } = await applyBatch(ctx, to, plan, batch)
  await keepFaults(ctx, tx, plan.importId, faults)
  const now = ctx.clock().toISOString()
  const [after] = await tx<
    { read: number; created: number; updated: number; skipped: number; refused: number }[]
  >`
    update import set byte_offset = ${batch.to}, rows_read = rows_read + ${counts.read}, rows_created = rows_created + ${counts.created},
      rows_updated = rows_updated + ${counts.updated}, rows_skipped = rows_skipped + ${counts.skipped}, rows_refused = rows_refused + ${counts.refused},
      version = version + 1
      ${batch.last ? tx`, state = 'done', asked = null, rows_total = rows_read + ${counts.read}, finished_at = ${now}` : tx``}
    where id = ${plan.importId}
    returning rows_read as read, rows_created as created, rows_updated as updated, rows_skipped as skipped, rows_refused as refused`
  emit(importEvents[batch.last ? 'done' : 'progressed'](plan.importId, { ...after!, byteOffset: batch.to }))
  return 'written'
}

async function heed(
  ctx: Context,
  { tx, emit }: Write,
  importId: string,
  asked: 'pause' | 'cancel',
): Promise<BatchOutcome> {
  const state = asked === 'pause' ? 'paused' : 'cancelled'
  await tx`
    update import set state = ${state}, asked = null, version = version + 1
      ${asked === 'cancel' ? tx`, finished_at = ${ctx.clock().toISOString()}` : tx``} where id = ${importId}`
  emit(asked === 'pause' ? importEvents.paused(importId) : importEvents.cancelled(importId))
  return state
}

type Applied = Pick<Folded, 'counts' | 'faults'>

/** Reads, matches, folds and (in a check: pretends to) writes the rows of a batch inside the caller's transaction. */
export async function applyBatch(
  ctx: Context,
  to: Write,
  plan: ImportPlan,
  batch: Pick<Batch, 'records' | 'firstRow'>,
): Promise<Applied> {
  const { tx, emit } = to
  // A plan made while the table was empty would be kept while it fills.
  await tx`select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)`
  const read = batch.records.map((record, i) =>
    readRow(plan.reader, record, batch.firstRow + i, plan.entityName),
  )
  if (!plan.entity) {
    const { events, ...applied } = await foldMembers(ctx, tx, plan, read)
    emit(...events)
    return applied
  }
  const { entity, pretended } = plan
  const whole = { ...plan, entity }
  const sound = read.filter(row => row.faults.length === 0)
  const resolved = await resolveReferences(ctx, to, plan, sound)
  const rows = read.map(row => readyRow(whole, row, resolved))
  const values = rows.map(({ values }) => values)
  const { all } = rulesInUse(entity, plan.settings.matchBy)
  const found = await findMatches(tx, ctx.workspaceId, entity, values, all, pretended !== undefined)
  const matches = pretended?.laidOver(entity, found, all, values) ?? found
  const by = byOf(ctx)
  const began = byOf(ctx, plan.startedAt ?? ctx.clock())
  const facts = await factsOf(
    ctx,
    tx,
    entity,
    [
      ...rows.map(({ values }, at) => ({ id: uuidv7(), before: null, values, at })),
      ...matches.map((before, at) => ({ id: before.id, before, values: {}, at })),
    ],
    by,
  )
  if (pretended) await pretendFacts(tx, entity, pretended, facts, rows)
  const prices = plan.settings.amountFromProduct ? await pricesOf(tx, rows) : new Map()
  const folded = foldBatch(whole, rows, { matches, resolved, facts, prices, by, began })
  const missing = await missingOnes(ctx, tx, folded, resolved, began)
  if (pretended) {
    for (const [of, steps] of [...missing, [entity, folded.steps] as const])
      pretended.keep(of, statesAfter(steps))
    return folded
  }
  const own: Step[] = []
  for (const [of, steps] of missing) {
    if (of.name === entity.name) own.push(...steps)
    else await writeSteps(ctx, to, of, steps, began)
  }
  await writeSteps(ctx, to, entity, [...own, ...folded.steps], by)
  return folded
}

/** Customers and products that rows name and nobody has. */
async function missingOnes(
  ctx: Context,
  tx: Tx,
  { steps }: Folded,
  { make }: Resolved,
  by: By,
): Promise<Map<Entity, Step[]>> {
  const own = new Set(steps.map(({ after }) => after.id))
  const used = new Set(steps.flatMap(({ after }) => [after.customerId, after.productId, after.parentId]))
  const missing = new Map<Entity, Step[]>()
  for (const [at, { id, name, entity }] of make.entries()) {
    if (own.has(id) || !used.has(id)) continue
    const of: Entity = entity === 'customer' ? customerEntity : productEntity
    const wish = { id, before: null, values: { name }, at }
    const made = foldWish(of, wish, await factsOf(ctx, tx, of, [wish], by), by)
    if (made && 'step' in made) missing.set(of, [...(missing.get(of) ?? []), made.step])
  }
  return missing
}

/** As each record is when the batch is over. */
const statesAfter = (steps: readonly Step[]): Iterable<AnyRecord> =>
  new Map(steps.map(({ after }) => [after.id, after])).values()

async function keepFaults(
  ctx: Context,
  tx: Tx,
  importId: string,
  faults: readonly RowFault[],
): Promise<void> {
  if (faults.length === 0) return
  const perRow = new Map<number, number>()
  const rows = faults.map(fault => {
    const n = perRow.get(fault.row) ?? 0
    perRow.set(fault.row, n + 1)
    return {
      ...fault,
      value: storable(fault.value),
      message: storable(fault.message),
      n,
      import_id: importId,
      workspace_id: ctx.workspaceId,
    }
  })
  await tx`
    insert into import_fault (workspace_id, import_id, row, n, "column", value, code, message, params)
    select workspace_id, import_id, row, n, "column", value, code, message, params
    from jsonb_populate_recordset(null::import_fault, ${tx.json(rows as never)})
    on conflict do nothing`
}

/** Postgres keeps neither NUL nor half of a surrogate pair. */
const storable = (text: string | null): string | null =>
  text?.replaceAll('\u0000', '␀').toWellFormed() ?? null
