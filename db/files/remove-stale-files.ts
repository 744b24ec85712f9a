import type { Database } from '../core/database'

/** Removes uploads that broke off more than a day ago, in all workspaces. Gives how many. For the maintenance schedule. */
export async function removeStaleFiles({ system }: Pick<Database, 'system'>, now: Date): Promise<number> {
  const before = new Date(now.getTime() - 86_400_000).toISOString()
  const stale = await system<{ id: string }[]>`select id from file where complete = 'no' and created_at < ${before} limit 100`
  for (const { id } of stale) {
    await system`delete from file_chunk where file_id = ${id}`
    await system`delete from file where id = ${id}`
  }
  return stale.length
}
