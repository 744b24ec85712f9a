import { workContext } from '../access/work-context'
import type { Clock } from '../core/clock'
import type { Context } from '../core/context'
import { type Database, inWorkspace } from '../core/database'
import { entryText, sealOf } from './chain'

const atOnce = 2_000

/**
 * Seals what was noted since the last time, workspace by workspace, each entry by the one before it. Any number may do so at once: they take turns.
 * Gives how many entries were sealed.
 */
export async function sealAudit({ db, clock }: { db: Database; clock: Clock }): Promise<number> {
  const waiting = await db.system<{ workspaceId: string }[]>`
    select distinct workspace_id from audit_entry where place is null limit 1000`
  let sealed = 0
  for (const { workspaceId } of waiting) {
    const ctx = await workContext({ db, clock }, { workspaceId, task: 'audit' })
    let more = atOnce
    while (more === atOnce) {
      more = await sealSome(ctx)
      sealed += more
    }
  }
  return sealed
}

const sealSome = (ctx: Context): Promise<number> =>
  inWorkspace(ctx, async tx => {
    const { workspaceId, clock } = ctx
    await tx`select pg_advisory_xact_lock(hashtext('audit'), hashtext(${workspaceId}))`
    const [last] = await tx<{ place: number; hash: string }[]>`
      select place, hash from audit_entry where workspace_id = ${workspaceId} and place is not null order by place desc limit 1`
    const due = await tx<{ id: string; text: string }[]>`
      select e.id, ${entryText(tx)} as text from audit_entry e
      where e.workspace_id = ${workspaceId} and e.place is null order by e.at, e.id limit ${atOnce}`
    if (due.length === 0) return 0
    let { place, hash } = last ?? { place: 0, hash: '' }
    const rows = due.map(({ id, text }) => {
      place += 1
      hash = sealOf(hash, place, text)
      return { id, place, hash }
    })
    await tx`
      update audit_entry e set place = r.place, hash = r.hash, sealed_at = ${clock().toISOString()}
      from jsonb_to_recordset(${tx.json(rows as never)}) as r(id uuid, place int, hash text) where e.id = r.id`
    return rows.length
  })
