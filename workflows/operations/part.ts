/** A part that has been started. `ready` rejects when it ends or fails before it is ready. */
export type Running = {
  pid: number
  ready: Promise<void>
  /** Resolves with the exit status (128 + number for a signal) when it ends, for whatever reason. */
  exited: Promise<number>
  /** Ends it in good order, by force after `graceMs`. */
  stop(graceMs: number): Promise<void>
  kill(): void
  /** Ends what does not answer any more, with all it has started, without asking it. */
  force(): Promise<void>
}

/** What the supervisor runs. A part starts when all parts it comes `after` are ready, and stops before them. */
export type Part = {
  name: string
  after: string[]
  /** Runs to its end at each start, and is not started again: a migration. */
  once?: true
  /** `report` tells the person who waits what is being done. What takes long to launch gives up when `stop` comes. */
  launch(report: (doing: string) => void, stop: AbortSignal): Promise<Running>
  /** Asked again and again while it runs: whether it answers, within a few seconds. A part that hangs is ended, and started again. */
  healthy?(): Promise<boolean>
  /** How long it may be at work without an answer, in milliseconds; the supervisor's own patience when absent. */
  busyMs?: number
  /** Where to look when it fails. */
  logFile?: string
}

/** A part that could not be started; trying again would not help. The message says what to do. */
export class PartFailure extends Error {
  override name = 'PartFailure'
}
