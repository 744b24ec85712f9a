import { workContext } from '../access/work-context'
import { areaOf } from '../core/areas.model'
import type { Clock } from '../core/clock'
import type { Context } from '../core/context'
import { type Database, inWorkspace } from '../core/database'
import { searchVersion } from '../core/search-text'
import { write } from '../events/write'
import { forgetIndexes } from '../filter/known-indexes'
import { filterIndexEvents } from './indexing.events'
import type { indexStates } from './indexing.model'

/** A field is indexed once it was slow so often. */
const slowOften = 3
/** Of one kind of record. Each costs a little at every write. */
const mostIndexes = 20
const unusedDays = 60
const recordsInSlice = 2000

interface Due {
  workspaceId: string
  entity: string
  field: string
  state: (typeof indexStates)[number]
}

export interface BuildWork {
  /** It ends with the first slice after so long; the rest is for the next call. */
  maxMs: number
  /** Fewer records are read one by one in no time: what was slow was the machine. */
  least?: number
  /** After each slice. Throws where it is to end. */
  onSlice?: () => void
}

/**
 * Goes on with the indexes of all workspaces: builds those that are asked for, builds anew those of an older folding, takes away what is dropped or was not used for sixty
 * days. How far it is stands in `filter_index`, so it may be killed anywhere and called again, also twice at once. Gives how many are ready now that were not.
 */
export async function buildFilterIndexes(
  { db, clock }: { db: Database; clock: Clock },
  { maxMs, least = 20_000, onSlice = () => {} }: BuildWork,
): Promise<number> {
  const until = performance.now() + maxMs
  const unused = new Date(clock().getTime() - unusedDays * 86_400_000)
  const due = await db.system<Due[]>`
    select workspace_id, entity, field, state from filter_index
    where (state = 'noted' and slow >= ${slowOften}) or state in ('building', 'dropping') or last_used_at < ${unused}
      or folding <> ${searchVersion}
    order by state, slow desc`
  let built = 0
  for (const one of due) {
    if (performance.now() > until) break
    if (!areaOf(one.entity)) continue
    const ctx = await workContext({ db, clock }, { workspaceId: one.workspaceId, task: 'filter_indexes' })
    const step = { ctx, one, until, onSlice }
    if (one.state === 'dropping' || (await isOutdated(ctx, one, unused))) await takeAway(step)
    else if (await begin(ctx, one, least)) built += Number(await build(step))
  }
  if (built > 0) forgetIndexes(db)
  return built
}

/** Whether nobody has used it for long, or its words were kept as they are looked for no more. */
const isOutdated = (ctx: Context, { entity, field }: Due, unused: Date): Promise<boolean> =>
  inWorkspace(ctx, async tx => {
    const { count } = await tx`
      update filter_index set state = 'dropping'
      where entity = ${entity} and field = ${field} and (last_used_at < ${unused} or folding <> ${searchVersion}) and state <> 'building'`
    return count > 0
  })

/** From here on what is written is kept. False where it is not worth it. */
async function begin(ctx: Context, { entity, field, state }: Due, least: number): Promise<boolean> {
  if (state === 'building') return true
  return inWorkspace(ctx, async tx => {
    const [found] = await tx<{ records: number; others: number }[]>`
      select (select count(*) from (select from ${tx(entity)} where workspace_id = ${ctx.workspaceId} limit ${least}) r)::int as records,
        (select count(*) from filter_index where entity = ${entity} and state in ('building', 'ready') and field <> ${field})::int as others`
    if (found!.records < least) {
      await tx`delete from filter_index where entity = ${entity} and field = ${field} and state = 'noted'`
      return false
    }
    if (found!.others >= mostIndexes) return false
    const begun = await tx`
      update filter_index set state = 'building', since = null, read_to = null, records = 0
      where entity = ${entity} and field = ${field} and state = 'noted'`
    return begun.count > 0
  })
}

interface Step {
  ctx: Context
  one: Due
  until: number
  onSlice(): void
}

/** Reads the records that are there, a slice in a transaction. True once all were read. */
async function build({ ctx, one: { entity, field }, until, onSlice }: Step): Promise<boolean> {
  // Whoever writes without having seen that the field is indexed has a number by now.
  await inWorkspace(
    ctx,
    tx => tx`
      update filter_index set since = pg_snapshot_xmax(pg_current_snapshot())::text
      where entity = ${entity} and field = ${field} and state = 'building' and since is null`,
  )
  while (performance.now() < until) {
    const state = await nextSlice(ctx, entity, field)
    onSlice()
    if (state === 'more') continue
    return state === 'done'
  }
  return false
}

type Slice = 'more' | 'done' | 'not yet' | 'gone'

/**
 * Values that were written meanwhile are newer than what a slice has read, and stay. One that is kept and no longer true does no harm: filters look at the record
 * itself. So nothing is locked.
 */
async function nextSlice(ctx: Context, entity: string, field: string): Promise<Slice> {
  return write(ctx, async ({ tx, emit }): Promise<Slice> => {
    const [index] = await tx<{ settled: boolean; readTo: string | null; records: number }[]>`
      select since::xid8 <= pg_snapshot_xmin(pg_current_snapshot()) as settled, read_to, records from filter_index
      where entity = ${entity} and field = ${field} and state = 'building' for update`
    if (!index) return 'gone'
    if (!index.settled) return 'not yet'
    const [slice] = await tx<{ count: number; last: string | null }[]>`
      with page as materialized (
        select t.* from ${tx(entity)} t where t.workspace_id = ${ctx.workspaceId} ${index.readTo ? tx`and t.id > ${index.readTo}` : tx``}
        order by t.id limit ${recordsInSlice}),
      kept as (
        insert into filter_value (workspace_id, entity, field, record_id, value, number)
        select i.workspace_id, i.entity, i.field, p.id, x.value, x.number from page p
        join filter_index i on i.entity = ${entity} and i.field = ${field}
        cross join lateral filter_value_of(to_jsonb(p), i.source, i.custom, i.kind) x
        where x.value is not null or x.number is not null
        on conflict do nothing)
      select count(*)::int as count, (select id from page order by id desc limit 1) as last from page`
    const { count, last } = slice!
    const done = count < recordsInSlice
    const records = index.records + count
    await tx`
      update filter_index set records = ${records}, read_to = ${last ?? index.readTo}
        ${done ? tx`, state = 'ready', ready_at = ${ctx.clock()}` : tx``}
      where entity = ${entity} and field = ${field}`
    if (done) emit(filterIndexEvents.built(ctx.workspaceId, { entity, field, records }))
    return done ? 'done' : 'more'
  })
}

async function takeAway({ ctx, one: { entity, field }, until, onSlice }: Step): Promise<void> {
  while (performance.now() < until) {
    const gone = await inWorkspace(
      ctx,
      tx => tx`
        delete from filter_value where (workspace_id, entity, record_id, field) in (
          select workspace_id, entity, record_id, field from filter_value
          where workspace_id = ${ctx.workspaceId} and entity = ${entity} and field = ${field} limit ${5 * recordsInSlice})`,
    )
    onSlice()
    if (gone.count > 0) continue
    // Words that are folded otherwise since are read once more.
    await inWorkspace(ctx, async tx => {
      await tx`
        update filter_index set state = 'noted', folding = ${searchVersion}, ready_at = null
        where entity = ${entity} and field = ${field} and state = 'dropping' and folding <> ${searchVersion}`
      await tx`delete from filter_index where entity = ${entity} and field = ${field} and state = 'dropping'`
    })
    return
  }
}
