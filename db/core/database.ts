import postgres from 'postgres'
import type { Context } from './context'
import { postgresFault } from './postgres-faults'

export type Sql = postgres.Sql
export type Tx = postgres.TransactionSql | postgres.ReservedSql

/** Two ways in: `app` sees one workspace at a time under row-level security; `system` is for the relay, the tail and sign-in. */
export interface Database {
  app: Sql
  system: Sql
  /**
   * SQL statements sent so far; not those of transaction control, of connecting, nor those marked as a watch of the process itself. Undefined
   * where none are counted.
   */
  statements(): number | undefined
  close(): Promise<void>
}

/**
 * A transaction inside the asker's workspace. Row-level security shows nothing else. Its beginning travels with its first statement, and its end with
 * those that `last` sends at once, each by `execute()`, when nothing hangs on their answers any more. The first that fails is thrown.
 */
export async function inWorkspace<T>(
  ctx: Pick<Context, 'db' | 'workspaceId'>,
  work: (tx: Tx) => Promise<T>,
  last?: (tx: Tx, result: T) => readonly PromiseLike<unknown>[],
): Promise<T> {
  const sql = await ctx.db.app.reserve()
  try {
    const begun = [
      sql`begin`.execute(),
      sql`select set_config('app.workspace', ${ctx.workspaceId}, true)`.execute(),
    ]
    const result = await allOf([...begun, work(sql)])
      .then(answers => answers.at(-1) as T)
      .catch(async error => {
        // On a connection that broke, postgres.js would write to no socket.
        if (!isLost(error)) await sql`rollback`.catch(() => {})
        throw error
      })
    const sent = last?.(sql, result) ?? []
    // What was refused before makes it a rollback.
    await allOf([...sent, sql`commit`.execute()])
    return result
  } finally {
    sql.release()
  }
}

/** The answers of all, once each is there: whoever fails first in their order is thrown, and none is left to go on alone. */
export async function allOf<T extends readonly unknown[]>(
  works: readonly [...{ [K in keyof T]: PromiseLike<T[K]> }],
): Promise<T> {
  const outcomes = await Promise.allSettled(works)
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
  return outcomes.map(outcome => (outcome as PromiseFulfilledResult<unknown>).value) as unknown as T
}

/** The connection is no more, rather than that the server said something. */
const isLost = (error: unknown): boolean =>
  postgresFault(error) === 'away' && !(error instanceof postgres.PostgresError)

/**
 * One statement inside the asker's workspace, sent together with its transaction in a single flight.
 * `query` must send exactly one statement at once: a second one would find no workspace and so no rows.
 */
export async function readOnce<T extends readonly (object | undefined)[]>(
  ctx: Pick<Context, 'db' | 'workspaceId'>,
  query: (sql: postgres.ReservedSql) => postgres.PendingQuery<T>,
): Promise<postgres.RowList<T>> {
  const sql = await ctx.db.app.reserve()
  try {
    const flight = Promise.all([
      sql`begin read only`.execute(),
      sql`select set_config('app.workspace', ${ctx.workspaceId}, true)`.execute(),
      query(sql).execute(),
      sql`commit`.execute(),
    ])
    return (await flight)[2]
  } catch (error) {
    // Only what the server refused leaves a transaction to end. On a connection that broke, postgres.js would write to no socket.
    if (error instanceof postgres.PostgresError) await sql`rollback`.catch(() => {})
    throw error
  } finally {
    sql.release()
  }
}
