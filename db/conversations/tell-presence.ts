import { authorise, type Context } from '../core/context'
import { inWorkspace } from '../core/database'
import { notFound } from '../core/errors'
import { isUuid } from '../core/ids'
import { parse } from '../core/parse'
import { type Presence, PresenceTold } from './conversations.model'
import { sightSql } from './conversations.sight'

/** Who has not said for so long that they are there has gone. */
const goneMs = 15_000

/** Says that the asker has a conversation open, and gives who else has. Throws `not_found`. */
export async function tellPresence(ctx: Context, id: string, input: unknown): Promise<Presence> {
  const { typing } = parse(PresenceTold, input)
  const scope = authorise(ctx, 'conversation', 'read')
  const { memberId } = ctx.access
  const now = ctx.clock()
  return inWorkspace(ctx, async tx => {
    const [one] = isUuid(id)
      ? await tx`select from conversation c where c.workspace_id = ${ctx.workspaceId} and c.id = ${id} ${sightSql(ctx, tx, scope)}`
      : []
    if (!one) throw notFound('conversation')
    if (memberId)
      await tx`
        insert into conversation_presence (workspace_id, conversation_id, member_id, typing, at)
        values (${ctx.workspaceId}, ${id}, ${memberId}, ${typing}, ${now.toISOString()})
        on conflict (conversation_id, member_id) do update set typing = excluded.typing, at = excluded.at`
    const others = await tx<Presence['others']>`
      select p.member_id, m.name, p.typing from conversation_presence p join member m on m.id = p.member_id
      where p.workspace_id = ${ctx.workspaceId} and p.conversation_id = ${id} and p.member_id is distinct from ${memberId}
        and p.at > ${new Date(now.getTime() - goneMs).toISOString()} order by m.name`
    return { others: others.map(one => ({ ...one })) }
  })
}
