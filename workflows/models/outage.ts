import { Fault } from '@sextant/db/core/errors'

/** The network, and what a machine can run out of. */
const passing =
  /^(E(CONNREFUSED|CONNRESET|CONNABORTED|PIPE|TIMEDOUT|HOSTUNREACH|HOSTDOWN|NETUNREACH|NETDOWN|NOTFOUND|AI_AGAIN|NOSPC|DQUOT|MFILE|NFILE|NOMEM|AGAIN)|ConnectionRefused|CONNECTION_(CLOSED|ENDED|DESTROYED)|CONNECT_TIMEOUT)$/

/** SQLSTATE but for its classes 21 to 23: those are faults of the data, and will be the same tomorrow. */
const ofPostgres = /^(?!2[123])[0-9A-Z]{2}[0-9A-Z]{3}$/

/**
 * Whether a fault is an outage, of the database or of the machine, that may pass without anybody changing the work. What the database itself
 * refuses counts (it may be starting, read-only, full, or not migrated yet) unless the data are what it refuses.
 */
export function isOutage(error: unknown): boolean {
  if (error instanceof Fault) return ['unavailable', 'limited', 'stale'].includes(error.code)
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return false
  return passing.test(error.code) || (error.name === 'PostgresError' && ofPostgres.test(error.code))
}
