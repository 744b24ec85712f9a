import type postgres from 'postgres'

/**
 * Settles a log that was restored from a dump into a cluster whose transaction numbers lie behind its own, so that every reader of it goes on: nothing
 * is lost, and only what ran side by side may come again. Gives how many events were settled; undefined when there was nothing to do, which one quick
 * look tells. Safe for any number of processes at once. Fails rather than wait for a lock that writers would queue behind.
 */
export async function settleRestoredLog(sql: postgres.Sql): Promise<number | undefined> {
  const [ahead] = await sql<{ ahead: boolean }[]>`/* watch */
    select exists (select 1 from event where xid >= pg_snapshot_xmax(pg_current_snapshot()))
      or exists (select 1 from relay_cursor where xid::xid8 >= pg_snapshot_xmax(pg_current_snapshot())) as ahead`
  if (!ahead?.ahead) return undefined
  return sql.begin(async tx => {
    await tx`set local lock_timeout = '5s'`
    const [row] = await tx<{ settled: string }[]>`select event_settle_restored()::text as settled`
    return Number(row?.settled ?? 0)
  })
}

/** What a log line says when it happened. */
export const restoredLogWords =
  'the event log was restored from another database cluster and has been settled anew; positions in it that were given out before are no longer valid'
