import type { Context } from '../core/context'
import type { Write } from '../events/write'
import type { Step } from '../records/change.model'
import type { Activity } from './activities.model'
import { waitsFor } from './plan.rules'

/** Keeps when what is planned begins, in one statement for all steps. */
export function keepDue(ctx: Context, { tx, send }: Write, steps: readonly Step<Activity>[]): void {
  const due = new Map<string, { id: string; what: string; at: string | null }>()
  for (const { before, after } of steps) {
    const at = waitsFor(after)
    if (waitsFor(before) !== at) due.set(after.id, { id: after.id, what: 'beginning', at })
  }
  if (due.size === 0) return
  send(tx`
    with due as (select * from jsonb_to_recordset(${tx.json([...due.values()] as never)}) as d(id uuid, what text, at timestamptz)),
      gone as (delete from activity_due a using due where a.activity_id = due.id and a.what = due.what and due.at is null)
    insert into activity_due (workspace_id, activity_id, what, at)
    select ${ctx.workspaceId}, id, what, at from due where at is not null
    on conflict (activity_id, what) do update set at = excluded.at`)
}
