import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import { uuidv7 } from '../core/ids'
import type { Notice } from './notice.model'

interface Told {
  memberId: string
  kind: Notice['kind']
  activityId: string
  byId: string | null
}

/** Tells people something, each for themselves. */
export const tell = (ctx: Context, tx: Tx, told: readonly Told[]) => tx`
  insert into notice (id, workspace_id, member_id, kind, activity_id, by_id, at)
  select id, ${ctx.workspaceId}, member_id, kind, activity_id, by_id, ${ctx.clock().toISOString()}
  from jsonb_to_recordset(${tx.json(
    told.map(({ memberId, kind, activityId, byId }) => ({
      id: uuidv7(),
      member_id: memberId,
      kind,
      activity_id: activityId,
      by_id: byId,
    })) as never,
  )}) as n(id uuid, member_id uuid, kind text, activity_id uuid, by_id uuid)`
