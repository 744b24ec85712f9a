/** What a part that does not answer was seen doing, and when (milliseconds of one clock). */
export interface Sight {
  atMs: number
  /** Stopped by a signal. */
  stopped: boolean
  /** It or one of its children runs, waits for a processor, or waits for a disk. */
  wantsToRun: boolean
  /** Processor time that they have used so far. */
  usedMs: number
}

/** Whether a part was stopped by a signal in all of these sights: that is certain without asking it anything. */
export const isStopped = (sights: readonly (Sight | undefined)[]): boolean =>
  sights.length >= 3 && sights.every(sight => sight?.stopped)

/** Of a part's time, this share spent on a processor is work. Timers and collectors of an idle process use far less. */
const WORK = 0.05

/**
 * Whether a part that has not answered for the whole time of these sights hangs, rather than being busy or kept waiting by a busy machine: it is
 * stopped, or it neither used a processor nor wanted one. Who waits for a processor or a disk is not hung. Where the system told nothing, nobody knows.
 */
export function hangs(sights: readonly (Sight | undefined)[]): boolean {
  const seen = sights.filter(sight => sight !== undefined)
  const [first, last] = [seen[0], seen.at(-1)]
  if (!first || !last || seen.length < 3 || seen.length < sights.length) return false
  if (isStopped(sights)) return true
  const worked = last.usedMs - first.usedMs > (last.atMs - first.atMs) * WORK
  // Once may be chance: a timer that has just struck.
  return !worked && seen.filter(({ wantsToRun }) => wantsToRun).length <= seen.length / 4
}
