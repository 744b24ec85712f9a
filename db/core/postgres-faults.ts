import { Fault } from './errors'

/**
 * What Postgres and the way to it can say, in the only place that knows their codes: SQLSTATE (appendix A of its manual), those of postgres.js, and those of
 * the machine.
 *
 * away: it does not answer, is starting, ending or read-only, or is out of something. full: of room on its disk, so that only reading goes on. busy: it let others go first for longer than we wait. broken_off:
 * a deadlock or a serialisation failure; nothing was written, and the same work can succeed a moment later. doubled: a unique key is taken.
 * contradiction: another constraint. value: one that cannot be kept. Anything else it says is a fault of ours.
 */
type PostgresFault = 'away' | 'full' | 'busy' | 'broken_off' | 'doubled' | 'contradiction' | 'value'

const kinds: readonly [RegExp, PostgresFault][] = [
  [/^(40P01|40001)$/, 'broken_off'],
  // Lock not available; a statement, a transaction or an idle one that took too long.
  [/^(55P03|57014|25P0[34])$/, 'busy'],
  [/^53100$/, 'full'],
  [/^(08|53|57P|58|XX)[0-9A-Z]+$|^(57000|25006)$/, 'away'],
  [/^23505$/, 'doubled'],
  [/^(21|23)[0-9A-Z]{3}$/, 'contradiction'],
  [/^22[0-9A-Z]{3}$/, 'value'],
]

/** The network, and what a machine can run out of. */
const ofTheMachine =
  /^(E(CONNREFUSED|CONNRESET|CONNABORTED|PIPE|TIMEDOUT|HOSTUNREACH|HOSTDOWN|NETUNREACH|NETDOWN|NOTFOUND|AI_AGAIN|MFILE|NFILE|NOMEM|AGAIN)|ConnectionRefused|CONNECTION_(CLOSED|ENDED|DESTROYED)|CONNECT_TIMEOUT)$/

/** What an error of a query says; undefined for what is no word of the database, and for a fault of ours. */
export function postgresFault(error: unknown): PostgresFault | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined
  const { code } = error
  // A socket file that is not there is a server that is not; any other file is a fault of ours.
  const noSocket = code === 'ENOENT' && 'syscall' in error && error.syscall === 'connect'
  if (noSocket || ofTheMachine.test(code)) return 'away'
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'full'
  if (error.name !== 'PostgresError') return undefined
  return kinds.find(([codes]) => codes.test(code))?.[1]
}

/** Whether a fault is an outage, of the database or of the machine, that may pass without anybody changing the work. */
export function isOutage(error: unknown): boolean {
  if (error instanceof Fault) return ['unavailable', 'limited', 'stale'].includes(error.code)
  return ['away', 'full', 'busy', 'broken_off'].includes(postgresFault(error) ?? '')
}

/** The unique constraint that a doubled key offends; undefined when that is not what happened. */
export const doubledKey = (error: unknown): string | undefined =>
  postgresFault(error) === 'doubled' && 'constraint_name' in (error as object)
    ? String((error as { constraint_name: unknown }).constraint_name)
    : undefined

const lastWords: readonly [RegExp, 'disk-full' | 'port-taken' | 'unwritable-folder'][] = [
  [/No space left on device|Disk quota exceeded/i, 'disk-full'],
  [/Address already in use|could not bind/i, 'port-taken'],
  [/Permission denied|Read-only file system|Operation not permitted/i, 'unwritable-folder'],
]

/** Why `initdb` or `postgres` did not start, by what it wrote before it ended. */
export const startFault = (output: string) =>
  lastWords.find(([words]) => words.test(output))?.[1] ?? ('failed' as const)

/** Whether the role that asked lacks the right: only a superuser or the owner may do that. */
export const isNotPermitted = (error: unknown): boolean =>
  error instanceof Error && error.name === 'PostgresError' && 'code' in error && error.code === '42501'

/**
 * Does work that is one transaction, and does it anew from its start when Postgres breaks it off to let others through; or, where `collides`, when
 * somebody else wrote the same key first. Each time it waits a little longer.
 */
export async function untilUndisturbed<T>(
  work: () => Promise<T>,
  { attempts, waitMs = 10, collides = false }: { attempts: number; waitMs?: number; collides?: boolean },
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      const said = postgresFault(error)
      if (attempt >= attempts || !(said === 'broken_off' || (collides && said === 'doubled'))) throw error
      await new Promise(resolve => setTimeout(resolve, waitMs * attempt * (1 + Math.random())))
    }
  }
}
