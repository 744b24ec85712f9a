import { sharesOf } from '../core/shares.rules'
import type { SplitInput } from './splits.model'

/** The whole, in hundredths of a percent. */
export const wholePoints = 10_000

/** What is wrong with a split; `at` says of which person, from 0. */
export interface SplitFault {
  rule: 'split.share' | 'split.twice' | 'split.sum'
  at?: number
}

/** What keeps people from sharing a deal so; undefined where nothing does. Nobody: the deal is not split. */
export function faultOf(splits: readonly Pick<SplitInput, 'memberId' | 'points'>[]): SplitFault | undefined {
  const seen = new Set<string>()
  for (const [at, { memberId, points }] of splits.entries()) {
    if (points < 1 || points > wholePoints) return { rule: 'split.share', at }
    const id = memberId.toLowerCase()
    if (seen.has(id)) return { rule: 'split.twice', at }
    seen.add(id)
  }
  return splits.length && sumOf(splits) !== wholePoints ? { rule: 'split.sum' } : undefined
}

export const sumOf = (splits: readonly { points: number }[]): number =>
  splits.reduce((all, { points }) => all + points, 0)

/** Hundredths of a percent as a plain decimal: 3333 gives `33.33`. */
export const percentOf = (points: number): string => String(points / 100)

/** A typed percentage in its hundredths: `33.33` or `33,33` gives 3333. Undefined where it is none, or finer. */
export function pointsOf(typed: string): number | undefined {
  const [, whole, part = ''] = /^(\d{1,3})(?:[.,](\d{0,2}))?$/.exec(typed.trim()) ?? []
  return whole === undefined ? undefined : Number(whole) * 100 + Number(part.padEnd(2, '0'))
}

/** The whole among so many people alike; what is left over goes to the first, a hundredth each. */
export const evenly = (people: number): number[] =>
  sharesOf(
    BigInt(wholePoints),
    Array.from({ length: people }, () => 1n),
  ).map(Number)

/**
 * What each has of an amount, in minor units: parts in proportion, each rounded down, and what is left goes by the largest remainder, the first among equals. They
 * sum to the amount, also below zero.
 */
export function partsOf(amountMinor: number, points: readonly number[]): number[] {
  const sign = amountMinor < 0 ? -1 : 1
  return sharesOf(
    BigInt(Math.abs(amountMinor)),
    points.map(one => BigInt(one)),
  ).map(part => (part === 0n ? 0 : sign * Number(part)))
}
