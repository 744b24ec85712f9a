import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import { uuidv7 } from '../core/ids'
import type { Recount } from './policy.model'

/** Asks for all clocks of open tickets to be counted anew. One that waits already counts for this too; one that runs has read what was before. */
export const askRecount = (ctx: Context, tx: Tx, why: Recount['why']) => tx`
  insert into clock_recount (id, workspace_id, state, why, asked_at, asked_by)
  values (${uuidv7()}, ${ctx.workspaceId}, 'queued', ${why}, ${ctx.clock()}, ${ctx.access.memberId})
  on conflict (workspace_id) where state = 'queued' do nothing`
