import type { DealSplits, SplitsSave } from '@sextant/db/splits/splits.model'
import { evenly, partsOf, percentOf, pointsOf, wholePoints } from '@sextant/db/splits/splits.rules'

/** What one person has, as it is typed. */
export interface TypedShare {
  memberId: string | null
  share: string
  role: string
}

/** What is there, to be changed; where nothing is, the owner with all of it. */
export function typedOf(told: DealSplits, ownerId: string | null): TypedShare[] {
  if (told.splits.length === 0) return [{ memberId: ownerId, share: '100', role: '' }]
  return told.splits.map(({ memberId, points, role }) => ({
    memberId,
    share: percentOf(points),
    role: role ?? '',
  }))
}

/** So many hundredths of a percent are still to be given; below zero: too many are. What cannot be read counts as none. */
export const restOf = (typed: readonly TypedShare[]): number =>
  typed.reduce((rest, { share }) => rest - (pointsOf(share) ?? 0), wholePoints)

/** Somebody more: with what is left to give. */
export function withAnother(typed: readonly TypedShare[]): TypedShare[] {
  const rest = restOf(typed)
  return [...typed, { memberId: null, share: rest > 0 ? percentOf(rest) : '', role: '' }]
}

/** The same people, each with as much. */
export function dividedEvenly(typed: readonly TypedShare[]): TypedShare[] {
  const points = evenly(typed.length)
  return typed.map((one, at) => ({ ...one, share: percentOf(points[at] ?? 0) }))
}

/** What each has of the amount as it is typed, in minor units; null as long as the shares do not come to the whole. */
export function livePartsOf(typed: readonly TypedShare[], amountMinor: number | null): (number | null)[] {
  const points = typed.map(({ share }) => pointsOf(share))
  const known = points.every(one => one !== undefined && one > 0) && restOf(typed) === 0
  if (amountMinor === null || !known) return typed.map(() => null)
  return partsOf(
    amountMinor,
    points.map(one => one ?? 0),
  )
}

export type ShareFault = 'wrong.person' | 'wrong.twice' | 'wrong.share'

/** What is wrong with each person's line. */
export function faultsOf(typed: readonly TypedShare[]): { person?: ShareFault; share?: ShareFault }[] {
  return typed.map(({ memberId, share }, at) => {
    const points = pointsOf(share)
    const twice = memberId && typed.slice(0, at).some(other => other.memberId === memberId)
    return {
      ...(memberId === null ? { person: 'wrong.person' } : twice ? { person: 'wrong.twice' } : {}),
      ...(points === undefined || points < 1 || points > wholePoints ? { share: 'wrong.share' } : {}),
    }
  })
}

/** The split as it is sent. */
export const sentOf = (typed: readonly TypedShare[]): SplitsSave => ({
  splits: typed.flatMap(({ memberId, share, role }) =>
    memberId === null ? [] : [{ memberId, points: pointsOf(share) ?? 0, role: role.trim() || null }],
  ),
})
