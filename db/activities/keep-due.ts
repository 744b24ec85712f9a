import type { Context } from '../core/context'
import { instantMs } from '../core/field.model'
import type { Write } from '../events/write'
import type { By, Step } from '../records/change.model'
import type { Activity } from './activities.model'
import { waitsFor } from './plan.rules'
import { remindsAt } from './repeat.rules'

const comes = { beginning: waitsFor, reminder: remindsAt } as const

/** Keeps when what is planned begins and when somebody is to be reminded, in one statement for all steps. Of what is past already nobody is reminded. */
export function keepDue(ctx: Context, { tx, send }: Write, steps: readonly Step<Activity>[], by: By): void {
  const due = new Map<string, { id: string; what: string; at: string | null }>()
  for (const { before, after } of steps)
    for (const [what, when] of Object.entries(comes)) {
      const at = when(after)
      if (when(before) === at) continue
      const over = what === 'reminder' && at !== null && instantMs(at) <= instantMs(by.now)
      due.set(`${what} ${after.id}`, { id: after.id, what, at: over ? null : at })
    }
  if (due.size === 0) return
  send(tx`
    with due as (select * from jsonb_to_recordset(${tx.json([...due.values()] as never)}) as d(id uuid, what text, at timestamptz)),
      gone as (delete from activity_due a using due where a.activity_id = due.id and a.what = due.what and due.at is null)
    insert into activity_due (workspace_id, activity_id, what, at)
    select ${ctx.workspaceId}, id, what, at from due where at is not null
    on conflict (activity_id, what) do update set at = excluded.at`)
}
