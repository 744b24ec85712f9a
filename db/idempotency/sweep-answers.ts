import type { Database } from '../core/database'

/** Removes answers older than 48 hours, of all workspaces, at most 5,000 at a time. Gives how many went. */
export async function sweepAnswers({ system }: Pick<Database, 'system'>, now: Date): Promise<number> {
  const gone = await system`
    delete from idempotency where ctid = any(array(
      select ctid from idempotency where created_at < ${new Date(now.getTime() - 48 * 60 * 60 * 1000)} limit 5000))`
  return gone.count
}
