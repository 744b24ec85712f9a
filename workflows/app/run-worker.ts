import type { Log } from '@sextant/db/process/log'
import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker'
import { activitySight } from './activity-sight'
import type { WorkflowsConfig } from './config'
import { sightSinks } from './sight-sinks'

export interface RunningWorker {
  /** Lets running activities end for eight seconds, then cancels them; Temporal gives them to another worker. */
  stop(): Promise<void>
  /** Rejects when the worker fails. */
  ended: Promise<void>
}

/** Starts a worker with our sight and our mapping of faults, as soon as Temporal answers. */
export async function startWorker(
  temporal: WorkflowsConfig['temporal'],
  log: Log,
  options: Pick<
    WorkerOptions,
    'taskQueue' | 'workflowBundle' | 'activities' | 'maxConcurrentActivityTaskExecutions'
  >,
): Promise<RunningWorker> {
  const connection = await connectPatiently(temporal, log)
  const worker = await Worker.create({
    ...options,
    connection,
    namespace: temporal.namespace,
    sinks: sightSinks(log),
    interceptors: { activity: [activitySight(log)] },
    shutdownGraceTime: '6 seconds',
    shutdownForceTime: '8 seconds',
  })
  const ended = worker.run().finally(() => connection.close())
  ended.catch(() => undefined)
  return {
    ended,
    stop: async () => {
      if (worker.getState() === 'RUNNING') worker.shutdown()
      await ended.catch(error => log.warn('worker ended by force', { error }))
    },
  }
}

/** Temporal may be away when we start: it is waited for, as it is when it goes away later. */
async function connectPatiently(
  { address, tls, apiKey }: WorkflowsConfig['temporal'],
  log: Log,
): Promise<NativeConnection> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await NativeConnection.connect({ address, tls, apiKey })
    } catch (error) {
      if (attempt % 10 === 1) log.warn('Temporal does not answer; waiting for it', { address, error })
      await new Promise(done => setTimeout(done, Math.min(250 * attempt, 2_000)))
    }
  }
}
