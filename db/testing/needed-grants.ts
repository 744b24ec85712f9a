import { type TaskName, tasks } from '../access/tasks.rules'
import type { Context } from '../core/context'
import { actions, type ObjectName } from '../core/grants.rules'
import { snakeCase } from '../core/names.rules'
import type { TestDatabase } from './test-database'

/** One thing that a task may do: a right as the database asks for it, or a column of a table that it may change. */
type Part = { right: string } | { table: string; column: string }

const partsOf = (name: TaskName): Part[] => {
  const { grants, keeps = [] } = tasks[name]
  return [
    ...Object.entries(grants).flatMap(([object, grant]): Part[] => [
      ...actions.flatMap(action => (grant[action] ? [{ right: `${object as ObjectName}.${action}` }] : [])),
      ...(grant.writable ?? []).map(key => ({ table: object, column: snakeCase(key) })),
    ]),
    ...keeps.map(table => ({ right: `keeps.${table}` })),
  ]
}

/**
 * Has the database read whole tables, for connections that are made from now on: by an index a statement may pass by rows that it would see by another plan,
 * and with them a right that it needs.
 */
export async function withoutIndexes({ owner }: TestDatabase): Promise<void> {
  const [{ name } = { name: '' }] = await owner<{ name: string }[]>`select current_database() as name`
  for (const scan of ['indexscan', 'indexonlyscan', 'bitmapscan'])
    await owner.unsafe(`alter database ${name} set enable_${scan} = off`)
}

/** What a task does in a workspace: made ready there, and then done under the task's own access. Gives whether it came to its end. */
export type Run = (ctx: Context) => Promise<() => Promise<unknown>>

/**
 * Which of a task's grants it could do without: each is taken away in turn, in the database itself, and the runs are done until one fails for it. Empty where all
 * are needed. Throws where a run fails with all of the grants, in a workspace that is `filled` with what else there is.
 */
export async function idleGrants(
  database: TestDatabase,
  name: TaskName,
  workspace: (filled: boolean) => Promise<Context>,
  ...runs: readonly Run[]
): Promise<string[]> {
  for (const begin of runs) {
    const run = await begin(await workspace(true))
    if (!(await run())) throw new Error(`The task ${name} has done nothing.`)
  }
  const idle: string[] = []
  for (const part of partsOf(name)) {
    let needed = false
    for (const begin of runs) {
      if (needed) break
      const run = await begin(await workspace(false))
      needed = !(await without(database, part, run))
    }
    if (!needed) idle.push('right' in part ? part.right : `${part.table}.${part.column}`)
  }
  return idle
}

/** Whether the work comes to its end while the database grants all but one thing. */
async function without(database: TestDatabase, part: Part, run: () => Promise<unknown>): Promise<boolean> {
  const name = 'right' in part ? 'task_may' : 'task_writes'
  const [{ made } = { made: '' }] = await database.owner<{ made: string }[]>`
    select pg_get_functiondef(oid) as made from pg_proc where proname = ${name}`
  const refused =
    'right' in part
      ? `if what = '${part.right}' then raise exception 'not granted' using errcode = 'insufficient_privilege'; end if;`
      : `if tg_argv[0] = '${part.table}' then writable := writable - '${part.column}'; end if;`
  await database.owner.unsafe(made.replace(/\nbegin\n/, `\nbegin\n${refused}\n`))
  try {
    return Boolean(await run())
  } catch {
    return false
  } finally {
    await database.owner.unsafe(made)
  }
}
