import type { Role } from '../access/policy.rules'
import { type Clock, systemClock } from '../core/clock'
import type { Context } from '../core/context'
import { uuidv7 } from '../core/ids'
import type { TestDatabase } from './test-database'

export interface TestAsker {
  role?: Role
  workspaceId?: string
  teamId?: string | null
  name?: string
  clock?: Clock
}

/** A member of a (new, unless given) workspace, as the first argument of verbs. */
export async function testContext(database: TestDatabase, asker: TestAsker = {}): Promise<Context> {
  const { role = 'admin', teamId = null, name = 'Maren Vogt', clock = systemClock } = asker
  const workspaceId = asker.workspaceId ?? uuidv7()
  const memberId = uuidv7()
  await database.owner`
    insert into workspace (id, name, slug, currency, created_at) values (${workspaceId}, 'Meridian Trade', ${workspaceId}, 'EUR', now())
    on conflict do nothing`
  await database.owner`
    insert into member (id, workspace_id, user_id, name, email, role, team_id, created_at)
    values (${memberId}, ${workspaceId}, ${memberId}, ${name}, ${`${memberId}@meridian.example`}, ${role}, ${teamId}, now())`
  const team = teamId
    ? await database.owner<
        { id: string }[]
      >`select id from member where workspace_id = ${workspaceId} and team_id = ${teamId}`
    : []
  return {
    db: database,
    workspaceId,
    actor: { type: 'user', id: memberId, name },
    access: { role, memberId, teamMemberIds: team.map(member => member.id) },
    clock,
    locale: 'en',
    timeZone: 'UTC',
    currency: 'EUR',
    requestId: uuidv7(),
  }
}
