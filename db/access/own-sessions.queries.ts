import Bowser from 'bowser'
import type { Context } from '../core/context'
import type { OwnSession } from './own-sessions.model'

/** More than a person can look through: the others end with “everywhere else”. */
const most = 100

interface Row extends Omit<OwnSession, 'browser' | 'system' | 'device' | 'current'> {
  userAgent: string | null
}

/** Where a person is signed in, the browser that asks first, then those used last. At most a hundred. */
export async function listOwnSessions(
  ctx: Context,
  userId: string,
  sessionId: string,
): Promise<OwnSession[]> {
  const rows = await ctx.db.system<Row[]>`
    select s.id, s.user_agent, s.ip_address as address, to_json(s.created_at)#>>'{}' as signed_in_at,
      to_json(s.updated_at)#>>'{}' as last_used_at, w.name as workspace
    from session s left join workspace w on w.id = s.active_workspace_id
    where s.user_id = ${userId} and s.expires_at > now()
    order by s.id = ${sessionId} desc, s.updated_at desc, s.id limit ${most}`
  return rows.map(({ userAgent, ...row }) => ({
    ...row,
    current: row.id === sessionId,
    ...browserOf(userAgent),
  }))
}

const devices = { desktop: 'computer', mobile: 'phone', tablet: 'tablet' } as const

/** What a browser says it is. Whoever signs in can write what they like here: it is told, and nothing goes by it. */
export function browserOf(userAgent: string | null): Pick<OwnSession, 'browser' | 'system' | 'device'> {
  if (!userAgent) return { browser: null, system: null, device: null }
  const { browser, os, platform } = Bowser.parse(userAgent)
  const type = platform.type as keyof typeof devices | undefined
  return {
    browser: browser.name || null,
    system: os.name || null,
    device: (type && devices[type]) ?? null,
  }
}
