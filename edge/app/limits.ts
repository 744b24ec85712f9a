import type { Clock } from '@sextant/db/core/clock'
import type { SharedStore } from './shared-store'

/** So many requests in any minute, for one caller. */
export interface Allowance {
  name: string
  perMinute: number
}

export interface Standing {
  allowed: boolean
  remaining: number
  /** Seconds until there is room again. */
  resetSeconds: number
}

interface Window {
  /** Minutes since 1970. */
  minute: number
  count: number
  previous: number
  /** What others counted in this minute, as last heard. */
  elsewhere: number
  untold: number
}

const minuteMs = 60_000
const tellMs = 1000

/**
 * A sliding window per caller: this minute's count plus the part of the last one that still lies within 60 seconds. Counted in
 * process, so that no request waits; told to the shared store every second, so that processes count together. Without the
 * store each counts alone.
 */
export function createLimits({ store, clock }: { store?: SharedStore; clock: Clock }) {
  /** By the allowance's name, then by caller. */
  const named = new Map<string, Map<string, Window>>()

  function windowOf(name: string, caller: string, minute: number): Window {
    let windows = named.get(name)
    if (!windows) {
      windows = new Map()
      named.set(name, windows)
    }
    let window = windows.get(caller)
    if (!window) {
      window = { minute, count: 0, previous: 0, elsewhere: 0, untold: 0 }
      windows.set(caller, window)
    } else if (window.minute !== minute) {
      window.previous = window.minute === minute - 1 ? window.count + window.elsewhere : 0
      window.minute = minute
      window.count = 0
      window.elsewhere = 0
      window.untold = 0
    }
    return window
  }

  async function tell(): Promise<void> {
    const minute = Math.floor(clock().getTime() / minuteMs)
    const news: [string, Window][] = []
    for (const [name, windows] of named)
      for (const [caller, window] of windows)
        if (window.minute < minute - 1) windows.delete(caller)
        else if (window.minute === minute && window.untold > 0 && news.length < 500)
          news.push([`${name}:${caller}`, window])
    if (!store || news.length === 0) return
    const told = news.map(([caller, window]) => [`sextant:limit:${caller}:${minute}`, window.untold] as const)
    const sums = await store.add(told, 150)
    if (!sums) return
    news.forEach(([, window], index) => {
      if (window.minute !== minute) return
      window.untold -= told[index]![1]
      window.elsewhere = Math.max(0, sums[index]! - (window.count - window.untold))
    })
  }

  const timer = setInterval(() => void tell(), tellMs)
  ;(timer as { unref?: () => void }).unref?.()

  return {
    /** Counts a request, unless it is refused. */
    take(caller: string, { name, perMinute }: Allowance): Standing {
      const at = clock().getTime()
      const minute = Math.floor(at / minuteMs)
      const into = (at % minuteMs) / minuteMs
      const window = windowOf(name, caller, minute)
      const used = window.count + window.elsewhere + window.previous * (1 - into)
      if (used + 1 > perMinute)
        return { allowed: false, remaining: 0, resetSeconds: waitSeconds(window, perMinute, into) }
      window.count += 1
      window.untold += 1
      const resetSeconds = Math.ceil(60 * (1 - into))
      return { allowed: true, remaining: Math.max(0, Math.floor(perMinute - used - 1)), resetSeconds }
    },
    tell,
    stop: () => clearInterval(timer),
  }
}

/** When the weight of the last minute has fallen enough for one more; when this one is full already, some way into the next. */
function waitSeconds({ count, elsewhere, previous }: Window, perMinute: number, into: number): number {
  const current = count + elsewhere
  const room = perMinute - 1 - current
  const minutes =
    room >= 0 && previous > 0
      ? 1 - room / previous - into
      : 1 - into + Math.max(0, 1 - (perMinute - 1) / Math.max(1, current))
  return Math.max(1, Math.ceil(60 * minutes + 0.001))
}
