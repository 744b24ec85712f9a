import { activityOf } from '@sextant/db/server/process-activity'
import { hangs, isStopped, type Sight } from './hung.rules'
import { rotateLog } from './log-file'
import type { Part, Running } from './part'

/** How a part is watched, in milliseconds. */
export interface WatchPatience {
  /** How often a part is asked. */
  checkMs: number
  /** After so long without an answer a part that does nothing is hung. */
  silentMs: number
  /** After so long without an answer also one that is at work, or is kept from it by a busy machine. A part may have a limit of its own. */
  busyMs: number
}

/**
 * Asks a running part again and again, and ends it when it hangs: by force, as it would not hear. One that answers late because it, or the
 * machine, has much to do is let be, up to a limit. `say` tells the person who watches. Gives what ends the watch.
 */
export function watchPart(
  part: Part,
  running: Running,
  wait: WatchPatience,
  say: (what: string) => void,
): () => void {
  const busyMs = part.busyMs ?? wait.busyMs
  let lookedAt = performance.now()
  let answeredAt = performance.now()
  // A part may lack what it would answer by: before the first answer it is judged only by what the system tells.
  let hasAnswered = false
  let isAsked = false
  let isEnding = false
  let toldBusy = false
  let sights: (Sight | undefined)[] = []

  const ask = async () => {
    isAsked = true
    if (await part.healthy?.().catch(() => false)) {
      answeredAt = performance.now()
      hasAnswered = true
      sights = []
      if (toldBusy) say('answers again')
      toldBusy = false
    }
    isAsked = false
  }

  const timer = setInterval(() => {
    if (part.logFile) rotateLog(part.logFile)
    if (!part.healthy || isEnding) return
    const now = performance.now()
    // The time in which this process itself did not run, such as on a machine that was put to sleep, counts against nobody.
    const missedMs = Math.max(0, now - lookedAt - 2 * wait.checkMs)
    answeredAt += missedMs
    lookedAt = now
    if (!isAsked) void ask()
    if (now - answeredAt < 2 * wait.checkMs) return
    const seen = activityOf(running.pid)
    sights = [
      ...sights.filter(sight => !sight || now - sight.atMs < wait.silentMs),
      seen && { ...seen, atMs: now },
    ]
    const silentMs = now - answeredAt
    if (silentMs < wait.silentMs) return
    if (hasAnswered ? hangs(sights) : isStopped(sights))
      return end(`has not answered for ${seconds(silentMs)} and does nothing`)
    if (!hasAnswered) return
    if (silentMs > busyMs) return end(`has not answered for ${seconds(silentMs)}`)
    if (toldBusy) return
    toldBusy = true
    say(`has not answered for ${seconds(silentMs)}, but is at work; it is given ${seconds(busyMs)}`)
  }, wait.checkMs)

  function end(why: string): void {
    isEnding = true
    say(`${why}; ending it`)
    void running.force()
  }
  return () => clearInterval(timer)
}

const seconds = (ms: number) => `${Math.round(ms / 1000)} s`
