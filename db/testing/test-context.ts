import { accessAs } from '../access/policy.rules'
import { type Clock, systemClock } from '../core/clock'
import type { Context } from '../core/context'
import type { Role } from '../core/grants.rules'
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
  return contextFor(database, {
    memberId,
    workspaceId,
    name,
    role,
    team: team.map(member => member.id),
    clock,
  })
}

interface KnownMember {
  memberId: string
  workspaceId: string
  name: string
  role: Role
  team: string[]
  clock: Clock
}

function contextFor(
  db: TestDatabase,
  { memberId, workspaceId, name, role, team, clock }: KnownMember,
): Context {
  return {
    db,
    workspaceId,
    actor: { type: 'user', id: memberId, name },
    access: accessAs(role, memberId, team),
    clock,
    locale: 'en',
    timeZone: 'UTC',
    workspaceTimeZone: 'UTC',
    currency: 'EUR',
    reportingCurrency: 'EUR',
    requestId: uuidv7(),
  }
}

/** The admin that a filled database has already. */
export async function contextOfFirstAdmin(database: TestDatabase): Promise<Context> {
  const [admin] = await database.owner<{ id: string; workspaceId: string; name: string }[]>`
    select id, workspace_id, name from member where role = 'admin' order by created_at limit 1`
  return contextFor(database, {
    memberId: admin!.id,
    workspaceId: admin!.workspaceId,
    name: admin!.name,
    role: 'admin',
    team: [],
    clock: systemClock,
  })
}
