import type { Context } from '../core/context'
import { inWorkspace, type Tx } from '../core/database'
import type { AnyRecord } from '../core/record.model'
import { projectionOf } from '../records/columns'
import type { Outcomes } from './outcomes'

/** Records at once: what is held in memory of a reading, however large the workspace. */
export const pageSize = 2000

/** Which records: those to learn from, the open ones, those whose outcome is known, or some of the open ones by id. */
export type Wanted = { decidedBefore: number } | { part: Part; after?: PageEnd } | { ids: readonly string[] }
export type Part = 'open' | 'closed'

export interface PageEnd {
  createdAt: string
  id: string
}

/** Runs `work` on one page of records after another, oldest first, each in a transaction of its own. Live records only. */
export async function* recordPages<T>(
  ctx: Context,
  model: Outcomes,
  keys: readonly string[],
  wanted: Wanted,
  work: (tx: Tx, records: AnyRecord[]) => Promise<T>,
): AsyncGenerator<{ result: T; end: PageEnd }> {
  let after = 'part' in wanted ? wanted.after : undefined
  for (;;) {
    const page = await inWorkspace(ctx, async tx => {
      const records = await readPage(ctx, tx, model, keys, wanted, after)
      const last = records.at(-1)
      return (
        last && {
          result: await work(tx, records),
          end: { createdAt: last.createdAt, id: last.id },
          full: records.length === pageSize,
        }
      )
    })
    if (!page) return
    yield page
    if (!page.full) return
    after = page.end
  }
}

async function readPage(
  ctx: Context,
  tx: Tx,
  model: Outcomes,
  keys: readonly string[],
  wanted: Wanted,
  after: PageEnd | undefined,
): Promise<AnyRecord[]> {
  const [page] = await tx<{ rows: string }[]>`
    select coalesce(json_agg(r), '[]')::text as rows from (
      select ${tx.unsafe(projectionOf(model.entity, keys))} from ${tx(model.entity.name)} t
      where t.workspace_id = ${ctx.workspaceId} and t.deleted_at is null and ${condition(tx, model, wanted)}
        ${after ? tx`and (t.created_at, t.id) > (${after.createdAt}::timestamptz, ${after.id}::uuid)` : tx``}
      order by t.created_at, t.id limit ${pageSize}) r`
  return JSON.parse(page!.rows)
}

function condition(tx: Tx, { open, won, lost, horizonDays }: Outcomes, wanted: Wanted) {
  if ('ids' in wanted) return tx`t.id = any(${[...wanted.ids]}::uuid[]) and t.status = any(${[...open]})`
  if ('part' in wanted)
    return wanted.part === 'open' ? tx`t.status = any(${[...open]})` : tx`t.status <> all(${[...open]})`
  if (horizonDays === null) return tx`t.status in (${won}, ${lost})`
  const overdue = new Date(wanted.decidedBefore - horizonDays * 86_400_000).toISOString()
  return tx`(t.status in (${won}, ${lost}) or t.created_at < ${overdue})`
}
