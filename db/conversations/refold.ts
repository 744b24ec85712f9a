import type { Context } from '../core/context'
import type { Tx } from '../core/database'

/** What is kept with conversations of their messages: how many, the last of them, by which channels. One statement for all of them. */
export const refold = (ctx: Context, tx: Tx, ids: readonly string[]) => tx`
  update conversation c set messages = coalesce(s.n, 0), last_message_at = coalesce(s.at, c.created_at), last_direction = s.direction, excerpt = coalesce(s.excerpt, ''),
    channels = coalesce(s.channels, '[]'), version = c.version + 1
  from unnest(${[...ids]}::uuid[]) i(id)
  left join lateral (
    select count(*)::int as n, max(m.at) as at, (array_agg(m.direction order by m.at desc, m.id desc))[1] as direction,
      (array_agg(left(m.text, 200) order by m.at desc, m.id desc))[1] as excerpt, jsonb_agg(distinct m.channel) as channels
    from message m where m.workspace_id = ${ctx.workspaceId} and m.conversation_id = i.id) s on true
  where c.id = i.id and c.workspace_id = ${ctx.workspaceId}`
