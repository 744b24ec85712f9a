import type { Log } from '@sextant/db/process/log'
import { DefaultLogger, Runtime } from '@temporalio/worker'

/** Sends Temporal's own log to ours, and leaves signals to us. Called once, before the first worker. */
export function installRuntime(log: Log): void {
  const logger = new DefaultLogger('WARN', ({ level, message, meta }) => {
    // Said by `activity-sight.ts`, with the error as it was thrown.
    if (message === 'Activity failed') return
    const entry = level === 'ERROR' ? log.error : log.warn
    entry(message, { from: 'temporal', ...meta })
  })
  Runtime.install({ logger, shutdownSignals: [] })
}
