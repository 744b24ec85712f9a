import postgres from 'postgres'
import type { Context } from './context'
import type { Held as Task } from './grants.rules'
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

/** Where a transaction is, and as whom: Sextant's own work is held to what its task grants. */
type Place = Pick<Context, 'db' | 'workspaceId'> & { access?: { task?: Task } }

/** Until the transaction ends: the workspace, and of a task its own role with what it may do. */
function enter(sql: postgres.ReservedSql, { workspaceId, access }: Place): PromiseLike<unknown> {
  const task = access?.task
  if (!task) return sql`select set_config('app.workspace', ${workspaceId}, true)`.execute()
  return sql`
    select set_config('app.workspace', ${workspaceId}, true), set_config('app.task', ${task.name}, true), set_config('app.may', ${task.may}, true),
      set_config('app.columns', ${task.columns}, true), set_config('role', 'sextant_task', true)`.execute()
}

/**
 * A transaction inside the asker's workspace. Row-level security shows nothing else. Its beginning travels with its first statement, and its end with
 * those that `last` sends at once, each by `execute()`, when nothing hangs on their answers any more. The first that fails is thrown.
 */
export async function inWorkspace<T>(
  ctx: Place,
  work: (tx: Tx) => Promise<T>,
  last?: (tx: Tx, result: T) => readonly PromiseLike<unknown>[],
): Promise<T> {
  const held = await hold(ctx.db.app)
  const { sql } = held
  try {
    const begun = [held.begin('begin'), enter(sql, ctx)]
    const result = await held
      .whileThere(allOf([...begun, work(sql)]))
      .then(answers => answers.at(-1) as T)
      .catch(async error => {
        if (held.survives(error)) await held.whileThere(sql`rollback`).catch(() => {})
        throw error
      })
    const sent = last?.(sql, result) ?? []
    // What was refused before makes it a rollback.
    await held.whileThere(allOf([...sent, sql`commit`.execute()]))
    return result
  } finally {
    held.release()
  }
}

/** A connection that is held for one transaction. */
interface Held {
  sql: postgres.ReservedSql
  /** Sends the first statement. */
  begin(statement: string): PromiseLike<unknown>
  /** What comes of work on the connection; fails as soon as that is lost. */
  whileThere<R>(work: PromiseLike<R>): Promise<R>
  /** Whether the connection is still there after the failure. One that the server has ended is not given back: it closes in a moment. */
  survives(error: unknown): boolean
  release(): void
}

/** As much of a connection of postgres.js as tells that it closed. */
interface Closing {
  onclose: ((error: Error) => void) | null
}

/**
 * Takes a connection out of the pool. Where it is lost, postgres.js forgets the statements that wait for their turn on it, and whoever waits for them waited for
 * ever; and one that is given back when it has closed would be taken for an open one.
 */
async function hold(pool: Sql): Promise<Held> {
  const sql = await pool.reserve()
  let connection: Closing | undefined
  let closed = false
  let ending = false
  const { promise: lost, reject } = Promise.withResolvers<never>()
  lost.catch(() => {})
  const watch = (one: Closing): boolean => {
    connection = one
    one.onclose = error => {
      closed = true
      reject(error)
    }
    // The next statement may follow at once.
    return true
  }
  return {
    sql: guarded(),
    begin: statement =>
      sql.unsafe(statement, [], { onexecute: watch } as postgres.UnsafeQueryOptions).execute(),
    whileThere: work => Promise.race([work, lost]),
    survives(error) {
      ending ||= error instanceof postgres.PostgresError && ['FATAL', 'PANIC'].includes(error.severity)
      return !ending && !isLost(error)
    },
    release() {
      if (closed || ending) return
      if (connection) connection.onclose = null
      sql.release()
    },
  }

  /** Who was busy elsewhere when the connection was lost is told at their next statement: postgres.js would write it to no socket. */
  function guarded(): postgres.ReservedSql {
    const told = () => {
      const answer = Object.assign(lost.then(), { execute: () => answer })
      answer.catch(() => {})
      return answer
    }
    return new Proxy(sql, {
      apply: (target, self, words) => (closed ? told() : Reflect.apply(target, self, words)),
      get: (target, key) => (closed && key === 'unsafe' ? told : Reflect.get(target, key)),
    })
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
  ctx: Place,
  query: (sql: postgres.ReservedSql) => postgres.PendingQuery<T>,
): Promise<postgres.RowList<T>> {
  const held = await hold(ctx.db.app)
  const { sql } = held
  try {
    const flight = Promise.all([
      held.begin('begin read only'),
      enter(sql, ctx),
      query(sql).execute(),
      sql`commit`.execute(),
    ])
    return (await held.whileThere(flight))[2]
  } catch (error) {
    // Only what the server refused leaves a transaction to end.
    if (error instanceof postgres.PostgresError && held.survives(error))
      await held.whileThere(sql`rollback`).catch(() => {})
    throw error
  } finally {
    held.release()
  }
}
