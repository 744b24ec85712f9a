/** A part that has been started. `ready` rejects when it ends or fails before it is ready. */
export type Running = {
  pid: number
  ready: Promise<void>
  /** Resolves with the exit status (128 + number for a signal) when it ends, for whatever reason. */
  exited: Promise<number>
  /** Ends it in good order, by force after `graceMs`. */
  stop(graceMs: number): Promise<void>
  kill(): void
}

/** What the supervisor runs. A part starts when all parts it comes `after` are ready, and stops before them. */
export type Part = {
  name: string
  after: string[]
  /** Runs to its end at each start, and is not started again: a migration. */
  once?: true
  /** `report` tells the person who waits what is being done. What takes long to launch gives up when `stop` comes. */
  launch(report: (doing: string) => void, stop: AbortSignal): Promise<Running>
  /** Asked every few seconds while it runs; a part that says no for a minute is started again. */
  healthy?(): Promise<boolean>
  /** Where to look when it fails. */
  logFile?: string
}

/** A part that could not be started; trying again would not help. The message says what to do. */
export class PartFailure extends Error {
  override name = 'PartFailure'
}
