import type { Sql } from '../core/database'

/** How many rows one statement deletes: short transactions do not hold anybody up. */
const BATCH = 2_000

/** Makes the event log's partitions of the next `months` months; gives how many were missing. Fails rather than wait for a lock that writers would queue behind. */
export async function makePartitionsAhead(system: Sql, months = 3): Promise<number> {
  const made = await system.begin(async tx => {
    await tx`set local lock_timeout = '2s'`
    const [row] = await tx<{ made: number }[]>`select event_partitions_ahead(${months}) as made`
    return row?.made ?? 0
  })
  return made
}

/** Drops the remembered answers of idempotency keys older than 48 hours; gives how many. */
export async function dropOldAnswers(system: Sql): Promise<number> {
  return inBatches(
    () => system`
      delete from idempotency where (workspace_id, actor, key) in (
        select workspace_id, actor, key from idempotency
        where created_at < now() - interval '48 hours' and locked_until < now() limit ${BATCH})`,
  )
}

/** Drops uploads that nobody completed within a day, chunks first; gives how many files. */
export async function dropIncompleteFiles(system: Sql): Promise<number> {
  const old = await system<{ id: string }[]>`
    select id from file where complete = 'no' and created_at < now() - interval '1 day'`
  for (const { id } of old) {
    // A hundred chunks at a time: each may be a megabyte.
    await inBatches(
      () => system`
        delete from file_chunk where file_id = ${id} and at in (select at from file_chunk where file_id = ${id} limit 100)`,
    )
    await system`delete from file where id = ${id} and complete = 'no'`
  }
  return old.length
}

async function inBatches(deleteSome: () => Promise<{ count: number }>): Promise<number> {
  let dropped = 0
  for (;;) {
    const { count } = await deleteSome()
    dropped += count
    if (count === 0) return dropped
  }
}
