import type { Log } from '@sextant/db/process/log'

/**
 * Answers whoever watches this process that it still turns, on a port of this machine alone. It says nothing of what the process reaches: that is the
 * heartbeat's. Where the port is taken the process goes on unwatched.
 */
export function answerPulse(port: number, log: Pick<Log, 'warn'>): void {
  try {
    Bun.serve({ hostname: '127.0.0.1', port, fetch: () => new Response('alive\n') })
  } catch (error) {
    log.warn('nobody can see whether this process hangs: its port is taken', { port, error })
  }
}
