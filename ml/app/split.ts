import type { Remark } from '@sextant/db/models/remark.model'
import { remark } from '@sextant/db/models/remark.rules'
import { hash32 } from './random'

export interface SplitRow {
  id: string
  at: number
  label: 0 | 1
}

/** Indexes into the rows, and which way they were parted. */
export interface Split {
  by: 'time' | 'hash'
  /** Why not by time; null when it was. */
  reason: Remark | null
  train: Int32Array
  validation: Int32Array
  holdout: Int32Array
  held: HeldOut
}

/** Which rows are held out, said so that it can be asked of a row read later: no other rows' coming or going moves it. */
export type HeldOut =
  /** `from`: the as-of time (epoch ms) from which on all are. */
  | { by: 'time'; from: number }
  /** `below`: by label, the hash under which all are. */
  | { by: 'hash'; seed: number; below: [number, number] }

/** Whether a row was, or would have been, held out. */
export const isHeldOut = (held: HeldOut, { id, at, label }: SplitRow): boolean =>
  held.by === 'time' ? at >= held.from : hash32(id, held.seed) < held.below[label]

interface SplitShares {
  validation: number
  holdout: number
}

const usualShares: SplitShares = { validation: 0.15, holdout: 0.2 }
const leastPerClass = 30
const leastMoments = 10

/**
 * Oldest rows train, the next validate, the newest are held out: what a model will meet is later than what it learnt from.
 * Where the rows' times cannot part them (one import, all at one moment) they are parted by a hash of their id instead.
 */
export function splitRows(rows: readonly SplitRow[], seed: number, shares = usualShares): Split {
  const byTime = splitByTime(rows, shares)
  return 'code' in byTime ? { ...splitByHash(rows, seed, shares), reason: byTime } : byTime
}

/** Same shares of each class; a row's part depends on its id and the seed only within its class's order of hashes. */
export function splitByHash(rows: readonly SplitRow[], seed: number, shares = usualShares): Split {
  const parts = { train: [] as number[], validation: [] as number[], holdout: [] as number[] }
  const below: [number, number] = [0, 0]
  for (const label of [0, 1] as const) {
    const ranked = rows
      .map((row, index) => ({ index, hash: hash32(row.id, seed), label: row.label }))
      .filter(row => row.label === label)
      .sort((a, b) => a.hash - b.hash || a.index - b.index)
    const holdout = Math.round(ranked.length * shares.holdout)
    const validation = Math.round(ranked.length * shares.validation)
    below[label] = ranked[holdout]?.hash ?? 2 ** 32
    ranked.forEach(({ index }, rank) => {
      const part =
        rank < holdout ? parts.holdout : rank < holdout + validation ? parts.validation : parts.train
      part.push(index)
    })
  }
  return { by: 'hash', reason: null, held: { by: 'hash', seed, below }, ...sorted(parts) }
}

/** The split, or why the times do not carry one. */
function splitByTime(rows: readonly SplitRow[], shares = usualShares): Split | Remark {
  const order = rows.map((_, index) => index).sort((a, b) => rows[a]!.at - rows[b]!.at || a - b)
  const moments = new Set(rows.map(row => row.at)).size
  if (moments < leastMoments) {
    return remark('split.few_times', { n: moments })
  }
  const first = cut(rows, order, Math.round(rows.length * (1 - shares.holdout - shares.validation)))
  const second = cut(rows, order, Math.round(rows.length * (1 - shares.holdout)))
  const parts = {
    train: order.slice(0, first),
    validation: order.slice(first, second),
    holdout: order.slice(second),
  }
  const thin =
    parts.validation.length < (rows.length * shares.validation) / 2 ||
    parts.holdout.length < (rows.length * shares.holdout) / 2 ||
    parts.train.length < rows.length / 3
  if (thin) return remark('split.one_moment', {})
  for (const part of Object.values(parts)) {
    const positives = part.filter(index => rows[index]!.label === 1).length
    if (Math.min(positives, part.length - positives) < leastPerClass) {
      return remark('split.thin_part', { least: leastPerClass })
    }
  }
  const from = rows[order[second]!]!.at
  return { by: 'time', reason: null, held: { by: 'time', from }, ...sorted(parts) }
}

/** Moves a cut to the nearer end of the moment it falls into: one moment is never in two parts. */
function cut(rows: readonly SplitRow[], order: readonly number[], wanted: number): number {
  const at = (i: number) => rows[order[i]!]!.at
  let down = wanted
  let up = wanted
  while (down > 0 && down < order.length && at(down - 1) === at(down)) down--
  while (up > 0 && up < order.length && at(up - 1) === at(up)) up++
  return wanted - down <= up - wanted ? down : up
}

const sorted = (parts: Record<'train' | 'validation' | 'holdout', number[]>) => ({
  train: Int32Array.from(parts.train).sort(),
  validation: Int32Array.from(parts.validation).sort(),
  holdout: Int32Array.from(parts.holdout).sort(),
})
