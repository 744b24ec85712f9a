import { type Part, PartFailure, type Running } from './part'
import type { Progress } from './progress'
import { forgetProcess, recordProcess } from './run-records'
import { type WatchPatience, watchPart } from './watch-part'

/** How long things may take, in milliseconds; tests have less patience. */
export type Patience = WatchPatience & {
  firstRetryMs: number
  lastRetryMs: number
  /** A part that ran this long before it died is started again as if for the first time. */
  settledMs: number
  graceMs: number
}

const patience: Patience = {
  firstRetryMs: 500,
  lastRetryMs: 30_000,
  settledMs: 60_000,
  checkMs: 1_000,
  silentMs: 8_000,
  busyMs: 60_000,
  graceMs: 10_000,
}
const FIRST_STARTS = 3

/**
 * Starts parts in the order of what they come after, starts again those that die, and stops them in the opposite order.
 * `started` resolves when all are ready, and rejects when one cannot be started at all.
 */
export function supervise(
  parts: Part[],
  options: { run: string; progress: Progress; patience?: Partial<Patience> },
) {
  const { run, progress } = options
  const wait = { ...patience, ...options.patience }
  const current = new Map<string, Running>()
  const launching = new Map<string, Promise<unknown>>()
  const firstReady = new Map<string, Promise<void>>()
  const wereReady = new Set<string>()
  const stopping = new AbortController()

  for (const part of parts) firstReady.set(part.name, begin(part))
  const started = Promise.all(firstReady.values()).then(() => undefined)

  async function begin(part: Part): Promise<void> {
    // A part is begun only after those before it in the list, so what it comes after is already in the map.
    await Promise.all(part.after.map(name => firstReady.get(name)))
    for (let attempt = 1; ; attempt++) {
      if (stopping.signal.aborted) throw new Error('stopped')
      const shown = progress.begin(part.name)
      try {
        const running = await launch(part, shown.doing)
        await running.ready
        wereReady.add(part.name)
        shown.ready(part.once ? 'done' : 'ready')
        if (!part.once) keep(part, running)
        return
      } catch (error) {
        if (stopping.signal.aborted) shown.cancel()
        else shown.failed(firstLine(error))
        if (stopping.signal.aborted || error instanceof PartFailure || part.once || attempt === FIRST_STARTS)
          throw failure(part, error)
        await end(part)
        await pause(wait.firstRetryMs * 2 ** attempt)
      }
    }
  }

  function launch(part: Part, report: (doing: string) => void): Promise<Running> {
    const launched = launchNow(part, report)
    launching.set(
      part.name,
      launched.catch(() => undefined),
    )
    return launched.finally(() => launching.delete(part.name))
  }

  async function launchNow(part: Part, report: (doing: string) => void): Promise<Running> {
    const running = await part.launch(report, stopping.signal)
    // Whoever stops it does not wait for `ready`.
    running.ready.catch(() => undefined)
    if (stopping.signal.aborted) {
      // Nobody else knows of it yet.
      await running.stop(wait.graceMs)
      throw new Error('stopped')
    }
    current.set(part.name, running)
    if (running.pid !== 0) note(part, running.pid)
    return running
  }

  /** A part runs though it cannot be noted, as on a full disk: then the next start finds it by its environment. */
  function note(part: Part, pid: number): void {
    try {
      recordProcess(run, part.name, pid)
    } catch (error) {
      progress.say(part.name, `runs, and could not be noted in ${run}: ${firstLine(error)}`)
    }
  }

  async function end(part: Part): Promise<void> {
    await current.get(part.name)?.stop(wait.graceMs)
    current.delete(part.name)
    forgetProcess(run, part.name)
  }

  async function keep(part: Part, first: Running): Promise<void> {
    let running = first
    let retryMs = wait.firstRetryMs
    for (;;) {
      const began = performance.now()
      const unwatch = watchPart(part, running, wait, what => {
        if (!stopping.signal.aborted) progress.say(part.name, `${what}${hint(part)}`)
      })
      const code = await running.exited
      unwatch()
      if (stopping.signal.aborted) return
      if (performance.now() - began > wait.settledMs) retryMs = wait.firstRetryMs
      await end(part)
      progress.say(part.name, `died (status ${code}); starting it again in ${retryMs / 1000} s${hint(part)}`)
      const again = await restart(part, retryMs)
      if (!again) return
      running = again.running
      retryMs = Math.min(again.retryMs * 2, wait.lastRetryMs)
    }
  }

  async function restart(part: Part, firstMs: number) {
    for (let retryMs = firstMs; ; retryMs = Math.min(retryMs * 2, wait.lastRetryMs)) {
      await pause(retryMs)
      if (stopping.signal.aborted) return undefined
      const shown = progress.begin(part.name)
      try {
        const running = await launch(part, shown.doing)
        await running.ready
        shown.ready('ready')
        return { running, retryMs }
      } catch (error) {
        if (stopping.signal.aborted) return shown.cancel()
        const nextMs = Math.min(retryMs * 2, wait.lastRetryMs)
        shown.failed(`${firstLine(error)}; trying it again in ${nextMs / 1000} s${hint(part)}`)
        await end(part)
      }
    }
  }

  /** Stops what nobody depends on first, and so on down. */
  async function stop(): Promise<void> {
    stopping.abort()
    await Promise.race([Promise.all(launching.values()), Bun.sleep(wait.graceMs)])
    const left = new Set(parts)
    while (left.size > 0) {
      const wave = [...left].filter(part => ![...left].some(other => other.after.includes(part.name)))
      await Promise.all(wave.map(end))
      for (const part of wave) left.delete(part)
    }
  }

  function pause(ms: number): Promise<void> {
    return new Promise(done => {
      const timer = setTimeout(done, ms)
      stopping.signal.addEventListener('abort', () => {
        clearTimeout(timer)
        done()
      })
    })
  }

  return {
    started,
    /** Resolves when this part is ready for the first time, and rejects as `started` does. */
    ready: (name: string) => firstReady.get(name) ?? Promise.reject(new Error(`There is no part ${name}.`)),
    /** The parts that have not been ready yet. */
    starting: () => parts.filter(part => !wereReady.has(part.name)).map(part => part.name),
    stop,
    /** Ends everything at once. */
    kill: () => {
      stopping.abort()
      for (const running of current.values()) running.kill()
    },
    /** Process ids by part, of those that run now. */
    pids: () => Object.fromEntries([...current].map(([name, running]) => [name, running.pid])),
  }
}

function failure(part: Part, error: unknown): Error {
  if (error instanceof PartFailure) return error
  const why = error instanceof Error ? error.message : String(error)
  return new PartFailure(
    `${part.name} could not be started: ${why}${part.logFile ? `\nIts log: ${part.logFile}` : ''}`,
  )
}

const firstLine = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? ''

const hint = (part: Part) => (part.logFile ? `; see ${part.logFile}` : '')
