import { type OpenBlock, openBlock, type TimeLine } from './open-block.rules'

/**
 * When somebody works, and how much of it lies between two moments. The clock on the wall decides: an hour that a change of clocks brings twice is worked
 * twice, one that it leaps over is not worked. Moments and lengths are milliseconds.
 */
export interface WorkingTimes {
  isOpen(at: number): boolean
  /** The first moment from `at` on at which work is done; undefined: never, or not within `farthestMs`. */
  nextOpen(at: number): number | undefined
  /**
   * The first moment at which `ms` of work have been done since `at`; `at` itself for 0. Undefined: never, or not within `farthestMs`. Throws a RangeError for
   * less than 0.
   */
  addWorkingTime(at: number, ms: number): number | undefined
  /** How much work lies between two moments; below 0 where `until` is the earlier one. */
  workingTimeBetween(from: number, until: number): number
  /** The work between two moments, in order and without gaps of nothing between two spans; at most so many. */
  spansBetween(from: number, until: number, atMost?: number): Span[]
}

export interface Span {
  start: number
  end: number
}

/** So far ahead an answer is looked for: 100 years. */
const farthestMs = 100 * 365.25 * 86_400_000
const blockMs = 32 * 86_400_000
const mostBlocks = 4000
/** Years of four digits, which is as far as clocks are known: outside of them no work is done. */
const [earliest, latest] = [Date.UTC(1000, 0, 1), Date.UTC(9999, 0, 1)]
const nothing: OpenBlock = { starts: [], ends: [], before: [], total: 0 }

/** Answers for a line of hours; what was worked out is kept, so one value for many questions. */
export function workingTimes(line: TimeLine): WorkingTimes {
  const kept = new Map<number, OpenBlock>()
  const lastWork = Math.min(lastWorkOf(line), latest)

  function blockAt(index: number): OpenBlock {
    if (index * blockMs < earliest || index * blockMs > latest) return nothing
    let block = kept.get(index)
    if (!block) {
      if (kept.size >= mostBlocks) kept.clear()
      block = openBlock(line, index * blockMs, (index + 1) * blockMs)
      kept.set(index, block)
    }
    return block
  }

  function nextOpen(at: number): number | undefined {
    const last = Math.min(at + farthestMs, lastWork)
    for (let index = Math.floor(at / blockMs); index * blockMs < last; index++) {
      const { starts, ends } = blockAt(index)
      const place = firstEndAfter(ends, at)
      if (place < starts.length) return Math.max(at, starts[place]!)
    }
    return undefined
  }

  function addWorkingTime(at: number, ms: number): number | undefined {
    if (!(ms >= 0)) throw new RangeError('Working time that is added is 0 or more.')
    if (ms === 0) return at
    const last = Math.min(at + farthestMs, lastWork)
    let index = Math.floor(at / blockMs)
    // What the first block had before `at` counts as done.
    let left = ms + doneBefore(blockAt(index), at)
    for (; index * blockMs < last; index++) {
      const block = blockAt(index)
      if (left <= block.total) return momentOf(block, left)
      left -= block.total
    }
    return undefined
  }

  function workingTimeBetween(from: number, until: number): number {
    if (until < from) return 0 - workingTimeBetween(until, from)
    const [first, last] = [Math.floor(from / blockMs), Math.floor(until / blockMs)]
    let sum = doneBefore(blockAt(last), until) - doneBefore(blockAt(first), from)
    const end = Math.min(last, Math.ceil(latest / blockMs))
    for (let index = Math.max(first, Math.floor(earliest / blockMs)); index < end; index++)
      sum += blockAt(index).total
    return sum
  }

  function spansBetween(from: number, until: number, atMost = Number.POSITIVE_INFINITY): Span[] {
    const spans: Span[] = []
    for (let index = Math.floor(from / blockMs); index * blockMs < until; index++) {
      const { starts, ends } = blockAt(index)
      for (let place = firstEndAfter(ends, from); place < starts.length; place++) {
        const start = Math.max(from, starts[place]!)
        const end = Math.min(until, ends[place]!)
        if (start >= end) break
        const before = spans.at(-1)
        if (before?.end === start) before.end = end
        else if (spans.length === atMost) return spans
        else spans.push({ start, end })
      }
    }
    return spans
  }

  return {
    isOpen: at => {
      const { starts, ends } = blockAt(Math.floor(at / blockMs))
      const place = firstEndAfter(ends, at)
      return place < starts.length && starts[place]! <= at
    },
    nextOpen,
    addWorkingTime,
    workingTimeBetween,
    spansBetween,
  }
}

/** After that no work is ever done: the last hours have none. */
function lastWorkOf({ hours }: TimeLine): number {
  const last = hours.at(-1)
  return last && last.week.length === 0 ? last.from : Number.POSITIVE_INFINITY
}

/** The place of the first end that is later than `at`, by halving. */
function firstEndAfter(ends: readonly number[], at: number): number {
  let [low, high] = [0, ends.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (ends[middle]! > at) high = middle
    else low = middle + 1
  }
  return low
}

/** How much work of a block is done before `at`. */
function doneBefore({ starts, ends, before, total }: OpenBlock, at: number): number {
  const place = firstEndAfter(ends, at)
  return place === ends.length ? total : before[place]! + Math.max(0, at - starts[place]!)
}

/** The moment at which so much work of a block is done: more than 0, and at most all of it. */
function momentOf({ starts, before }: OpenBlock, done: number): number {
  let [low, high] = [0, starts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (before[middle]! < done) low = middle + 1
    else high = middle
  }
  return starts[low - 1]! + done - before[low - 1]!
}
