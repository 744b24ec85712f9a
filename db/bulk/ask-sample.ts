import { maySample } from '../access/sample.rules'
import { authorise, type Context } from '../core/context'
import { inWorkspace, type Tx } from '../core/database'
import { forbidden, notFound, refused } from '../core/errors'
import { uuidv7 } from '../core/ids'
import { write } from '../events/write'
import { bulkEvents } from './bulk.events'
import type { Bulk, SampleData } from './bulk.model'
import { isUnderWay } from './bulk.rules'
import { askerOf } from './bulk-rights'
import { bulkOf, shownBulk } from './bulks.queries'
import { tellSample } from './sample-slice'
import { steerBulk } from './steer-bulk'

function authoriseSample(ctx: Context): void {
  authorise(ctx, 'import', 'create')
  if (!maySample(ctx.access))
    throw forbidden('This needs the right to make and archive every kind of record.', 'sample.all')
}

/** The job that made the workspace's sample data last. */
async function lastSample(tx: Tx, lock = false) {
  const [last] = await tx<{ id: string }[]>`
    select id from bulk where verb = 'sample' order by created_at desc, id desc limit 1`
  return last && (await bulkOf(tx, last.id, lock)).bulk
}

/** The workspace's sample data, for those who may have it made. Throws `forbidden`. */
export async function readSample(ctx: Context): Promise<SampleData> {
  authoriseSample(ctx)
  const last = await inWorkspace(ctx, tx => lastSample(tx))
  return { job: last ? shownBulk(ctx, last) : null }
}

/**
 * Fills an empty workspace with a small made-up company, as a job of the server. Asked for again while it is there, the same job is answered. Throws `refused`
 * (`sample.not_empty`) where there are records already, `forbidden` for those who may not.
 */
export async function askSample(ctx: Context): Promise<Bulk> {
  authoriseSample(ctx)
  if (!ctx.access.memberId)
    throw forbidden('Sample data belongs to the person who asks for it.', 'sample.all')
  return write(ctx, async ({ tx, emit }) => {
    await tx`select 1 from workspace for update`
    const last = await lastSample(tx, true)
    if (last && last.state !== 'undone') return shownBulk(ctx, last)
    const [kept] = await tx`
      select 1 from lead where deleted_at is null union all select 1 from customer where deleted_at is null
      union all select 1 from contact where deleted_at is null union all select 1 from deal where deleted_at is null limit 1`
    if (kept)
      throw refused(
        'sample.not_empty',
        'Sample data is for an empty workspace: this one has records already.',
      )
    const id = uuidv7()
    const createdAt = ctx.clock().toISOString()
    const createdBy = ctx.access.memberId
    const { records } = await tellSample(tx, { id, createdAt, createdBy })
    const asker = askerOf(ctx)
    await tx`
      insert into bulk (id, workspace_id, entity, verb, state, total, created_by, asked_by, started_by, created_at)
      values (${id}, ${ctx.workspaceId}, 'lead', 'sample', 'queued', ${records.length}, ${createdBy}, ${asker}, ${asker}, ${createdAt})`
    emit(bulkEvents.requested(id))
    return shownBulk(ctx, (await bulkOf(tx, id)).bulk)
  })
}

/**
 * Takes the sample data away again, also in the middle of its making: all but what somebody has changed since or leans on, which the job's list names. Throws
 * `not_found` where there is none.
 */
export async function removeSample(ctx: Context): Promise<Bulk> {
  authoriseSample(ctx)
  const last = await inWorkspace(ctx, tx => lastSample(tx))
  if (!last) throw notFound('sample data')
  if (isUnderWay(last.state) && last.state !== 'undoing') await steerBulk(ctx, last.id, 'cancel')
  return steerBulk(ctx, last.id, 'undo')
}
