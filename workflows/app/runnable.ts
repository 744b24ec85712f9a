import { openDatabase } from '@sextant/db/app/open-database'
import type { Database } from '@sextant/db/core/database'
import type { BeatingPart } from '@sextant/db/operations/part-health.rules'
import { createLog, type Log } from '@sextant/db/process/log'
import { startTracing } from '@sextant/db/process/start-tracing'
import { surviveBrokenSocket } from '@sextant/db/process/survive-broken-socket'
import { readConfig, type WorkflowsConfig } from './config'
import { startHeartbeat } from './heartbeat'
import { answerPulse } from './pulse'
import { temporalProbe } from './temporal-probe'

/** What every process of this room has: its configuration, log, traces and database. */
export interface Runnable {
  config: WorkflowsConfig
  log: Log
  db: Database
  /** Says that it is ready, then waits for SIGTERM or SIGINT, stops in good order within ten seconds, and exits. */
  untilStopped(stop: () => Promise<void>, ended?: Promise<void>): Promise<void>
}

const LIMIT_MS = 9_500

/**
 * Begins a process: reads the environment, opens the log, the traces and the database, and beats from now on, so that `/readyz` knows of it
 * also while it waits for Temporal. A fault at boot is one clear line.
 */
export async function runnable(part: BeatingPart, work: (own: Runnable) => Promise<void>): Promise<void> {
  const log = createLog(part)
  surviveBrokenSocket(log)
  try {
    const config = readConfig()
    if (config.pulsePort !== undefined) answerPulse(config.pulsePort, log)
    const tracing = startTracing(part, config)
    const db = openDatabase({ appUrl: config.appUrl, systemUrl: config.systemUrl, name: `sextant-${part}` })
    const heartbeat = startHeartbeat(part, {
      system: db.system,
      temporal: temporalProbe(config.temporal),
      log,
    })
    const signalled = stopSignal()
    let isReady = false
    // Whoever is stopped while it still waits for Temporal has nothing to end but its heartbeat.
    void signalled.then(async signal => {
      if (isReady) return
      log.info('stopped before it was ready', { signal })
      await heartbeat.stop()
      process.exit(0)
    })
    const untilStopped = async (stop: () => Promise<void>, ended = new Promise<void>(() => {})) => {
      isReady = true
      log.info('ready')
      const signal = await Promise.race([signalled, ended.then(() => 'ended')])
      log.info('stopping', { signal })
      setTimeout(() => {
        log.warn('stopped by force')
        process.exit(1)
      }, LIMIT_MS).unref()
      await stop()
      await heartbeat.stop()
      await Promise.all([db.close(), tracing.stop()])
      log.info('stopped')
    }
    await work({ config, log, db, untilStopped })
    process.exit(0)
  } catch (error) {
    log.error('cannot go on', { error })
    process.exit(1)
  }
}

const stopSignal = () =>
  new Promise<string>(done => {
    for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => done(signal))
  })
