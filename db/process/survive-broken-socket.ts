import type { Log } from './log'

/**
 * Keeps a process alive through two faults of postgres.js 3.4. It writes in the next turn of the loop, and when the server has closed the
 * socket in between that write throws where nobody can catch it. And it stops listening to a socket that closes, so that under Bun the
 * reset that comes after is nobody's. The queries themselves are rejected as they should be.
 * Anything else that nobody caught still ends the process. Called once by each runnable that talks to Postgres.
 */
export function surviveBrokenSocket(log: Pick<Log, 'warn' | 'error'>): void {
  process.on('uncaughtException', error => {
    if (isBrokenSocket(error)) {
      log.warn('a connection to Postgres broke while it was written to')
      return
    }
    log.error('an exception that nobody caught', { error })
    process.exit(1)
  })
}

const isBrokenSocket = (error: unknown): boolean =>
  (error instanceof TypeError && /nextWrite/.test(error.stack ?? '') && /postgres/.test(error.stack ?? '')) ||
  isReset(error as NodeJS.ErrnoException)

const isReset = ({ code, syscall }: NodeJS.ErrnoException): boolean =>
  (code === 'ECONNRESET' || code === 'EPIPE') && (syscall === 'read' || syscall === 'write')
