import type { Context } from '../core/context'
import { inWorkspace, type Tx } from '../core/database'
import { untilUndisturbed } from '../core/postgres-faults'
import { customerEntity } from '../customers/customers.entity'
import { appendEvents } from '../events/append-events'
import type { NewEvent } from '../events/event.model'
import { dayAt } from '../filter/time.rules'
import { stageKindOf } from '../mapping/outcome.rules'
import { type ReadRow, type RowFault, readRow } from '../mapping/row.rules'
import type { StageRow } from '../pipelines/pipelines.queries'
import { productEntity } from '../products/products.entity'
import type { CsvRecord } from '../reading/csv.rules'
import { difference } from '../records/columns'
import type { Entity } from '../records/entity'
import { insertRecords, updateRecords } from '../records/write-records'
import { databaseInstant, type RuleFacts } from './apply-rules'
import { findMatches, rulesInUse } from './find-matches'
import { type Folded, foldBatch, wholeRecord } from './fold-batch'
import { foldMembers } from './fold-members'
import type { ImportPlan } from './import-plan'
import { type Resolved, resolveReferences } from './resolve-references'
import { settleBatch } from './settle-batch'

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
  return untilUndisturbed(() => inWorkspace(ctx, tx => writeBatch(ctx, tx, plan, batch)), {
    attempts: 8,
    waitMs: 20,
    collides: true,
  })
}

async function writeBatch(ctx: Context, tx: Tx, plan: ImportPlan, batch: Batch): Promise<BatchOutcome> {
  // One import batch of a workspace at a time: two imports of the same people then see each other's rows.
  await tx`select pg_advisory_xact_lock(hashtextextended(${`import ${ctx.workspaceId}`}, 0))`
  const [held] = await tx<{ state: string; asked: string | null; byteOffset: number }[]>`
    select state, asked, byte_offset from import where id = ${plan.importId} for update`
  if (held?.state === 'cancelled') return 'cancelled'
  if (held?.state === 'paused') return 'paused'
  if (held?.state !== 'running' || held.byteOffset !== batch.from) return 'elsewhere'
  if (held.asked === 'pause' || held.asked === 'cancel') return heed(ctx, tx, plan.importId, held.asked)
  const { counts, events, faults } = await applyBatch(ctx, tx, plan, batch)
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
  events.push({
    kind: batch.last ? 'import.done' : 'import.progressed',
    subjectType: 'import',
    subjectId: plan.importId,
    payload: { ...after, byteOffset: batch.to },
  })
  await appendEvents(ctx, tx, events)
  return 'written'
}

async function heed(
  ctx: Context,
  tx: Tx,
  importId: string,
  asked: 'pause' | 'cancel',
): Promise<BatchOutcome> {
  const state = asked === 'pause' ? 'paused' : 'cancelled'
  await tx`
    update import set state = ${state}, asked = null, version = version + 1
      ${asked === 'cancel' ? tx`, finished_at = ${ctx.clock().toISOString()}` : tx``} where id = ${importId}`
  await appendEvents(ctx, tx, [{ kind: `import.${state}`, subjectType: 'import', subjectId: importId }])
  return state
}

type Applied = Pick<Folded, 'counts' | 'events' | 'faults'>

/** Reads, matches, folds and (unless the plan is dry) writes the rows of a batch inside the caller's transaction. */
export async function applyBatch(
  ctx: Context,
  tx: Tx,
  plan: ImportPlan,
  batch: Pick<Batch, 'records' | 'firstRow'>,
  seenBefore?: Parameters<typeof foldBatch>[6],
): Promise<Applied> {
  // A plan made while the table was empty would be kept while it fills.
  await tx`select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)`
  const rows = batch.records.map((record, i) =>
    readRow(plan.reader, record, batch.firstRow + i, plan.entityName),
  )
  const events: NewEvent[] = []
  const emit = (...added: NewEvent[]) => void events.push(...added)
  if (!plan.entity) return foldMembers(ctx, tx, plan, rows)
  const entity = plan.entity
  const whole = { ...plan, entity }
  const resolved = await resolveReferences(
    ctx,
    tx,
    plan,
    rows.filter(row => row.faults.length === 0),
    emit,
  )
  const matches = await findMatches(
    tx,
    ctx.workspaceId,
    entity,
    rows,
    rulesInUse(entity, plan.settings.matchBy).all,
    plan.dry,
  )
  const facts = await factsFor(ctx, tx, plan, rows, resolved)
  const folded = foldBatch(
    whole,
    rows,
    matches,
    resolved,
    facts,
    { memberId: ctx.access.memberId },
    seenBefore,
  )
  if (plan.dry) return folded
  const made = await makeMissing(ctx, tx, folded, resolved, entity, facts.began, emit)
  await insertRecords(ctx, tx, entity, [
    ...made,
    ...folded.slots.filter(slot => !slot.before).map(slot => slot.record),
  ])
  const updated = folded.slots.filter(slot => slot.before)
  await updateRecords(
    ctx,
    tx,
    entity,
    updated.map(slot => slot.record),
  )
  await settleBatch(ctx, tx, entity.name, folded, facts.now)
  return { counts: folded.counts, faults: folded.faults, events: [...events, ...folded.events] }
}

/** Customers and products that rows name and nobody has. Those of the batch's own entity are given back, to be written with it. */
async function makeMissing(
  ctx: Context,
  tx: Tx,
  folded: Folded,
  resolved: Resolved,
  entity: Entity,
  now: string,
  emit: (...events: NewEvent[]) => void,
) {
  const own = new Set(folded.slots.map(slot => slot.record.id))
  const used = new Set(
    folded.slots.flatMap(({ record }) => [record.customerId, record.productId, record.parentId]),
  )
  const records = resolved.make
    .filter(make => !own.has(make.id) && used.has(make.id))
    .map(make => {
      const of: Entity = make.entity === 'customer' ? customerEntity : productEntity
      const record = wholeRecord(of, make.id, { name: make.name }, {}, now, ctx.access.memberId)
      emit({
        kind: `${of.name}.created`,
        subjectType: of.name,
        subjectId: record.id,
        after: difference(null, record).after,
        payload: { version: 1 },
      })
      return { of, record }
    })
  for (const other of [customerEntity, productEntity] as Entity[])
    if (other.name !== entity.name)
      await insertRecords(
        ctx,
        tx,
        other,
        records.filter(({ of }) => of === other).map(({ record }) => record),
      )
  return records.filter(({ of }) => of.name === entity.name).map(({ record }) => record)
}

async function factsFor(
  ctx: Context,
  tx: Tx,
  plan: ImportPlan,
  rows: readonly ReadRow[],
  resolved: Resolved,
): Promise<RuleFacts> {
  const clock = ctx.clock()
  const began = plan.startedAt ?? clock
  const stages = plan.entityName === 'deal' ? await stagesOf(tx) : []
  if (plan.dry && plan.entityName === 'deal') pretendStages(stages, resolved)
  const byId = new Map(stages.map(stage => [stage.id, stage]))
  const wanted = plan.settings.amountFromProduct
    ? [
        ...new Set(
          rows.flatMap(row =>
            row.references.flatMap(({ refersTo, name }) =>
              refersTo === 'product' ? (resolved.ids.get('product')?.get(name) ?? []) : [],
            ),
          ),
        ),
      ]
    : []
  const prices = wanted.length
    ? await tx<{ id: string; minor: number; currency: string }[]>`
        select id, price_minor as minor, price_currency as currency from product where id = any(${wanted}::uuid[]) and price_minor is not null`
    : []
  return {
    now: databaseInstant(clock.toISOString()),
    nowMs: clock.getTime(),
    today: dayAt(clock.getTime(), ctx.timeZone),
    began: databaseInstant(began.toISOString()),
    beganOn: dayAt(began.getTime(), ctx.timeZone),
    stages: byId,
    firstOpenStage: pipelineId =>
      stages.find(
        stage =>
          stage.kind === 'open' &&
          (!(pipelineId ?? plan.settings.pipelineId) ||
            stage.pipelineId === (pipelineId ?? plan.settings.pipelineId)),
      ),
    stageOf: (stage, kind) =>
      stage.kind === kind
        ? stage
        : stages.find(other => other.kind === kind && other.pipelineId === stage.pipelineId),
    prices: new Map(prices.map(({ id, minor, currency }) => [id, { minor, currency }])),
    amountFromProduct: plan.settings.amountFromProduct,
    parents: plan.entityName === 'customer' ? await parentsAbove(tx, resolved) : new Map(),
  }
}

async function parentsAbove(tx: Tx, resolved: Resolved): Promise<Map<string, string>> {
  const named = [...(resolved.ids.get('customer')?.values() ?? [])].filter(id => id !== null)
  if (named.length === 0) return new Map()
  const rows = await tx<{ id: string; parentId: string }[]>`
    with recursive above (id, parent_id) as (
      select id, parent_id from customer where id = any(${named}::uuid[])
      union select c.id, c.parent_id from customer c join above a on c.id = a.parent_id)
    select id, parent_id from above where parent_id is not null`
  return new Map(rows.map(row => [row.id, row.parentId]))
}

/** In the order in which a deal without a stage takes the first open one. */
const stagesOf = async (tx: Tx): Promise<StageRow[]> => [
  ...(await tx<StageRow[]>`
    select s.id, s.pipeline_id, s.kind, s.name from stage s join pipeline p on p.id = s.pipeline_id
    where s.deleted_at is null and p.deleted_at is null order by p.is_default desc, p.position, s.position`),
]

/** A check makes no stages: those that the import would make are pretended. */
function pretendStages(stages: StageRow[], resolved: Resolved): void {
  const known = new Set(stages.map(stage => stage.id))
  for (const [key, id] of resolved.ids.get('stage') ?? []) {
    const [name = '', within] = key.split('\u0000').reverse()
    const pipelineId = (within && resolved.ids.get('pipeline')?.get(within)) || stages[0]?.pipelineId
    if (id && !known.has(id)) stages.push({ id, pipelineId: pipelineId ?? id, kind: stageKindOf(name), name })
  }
}

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
