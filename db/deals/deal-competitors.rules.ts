import { type By, type Change, type Refusal, refusal } from '../records/change.model'
import type { Deal } from './deals.model'

/** The places that a deal has for who else is after it. */
export const competitorPlaces = ['competitorId', 'secondCompetitorId', 'thirdCompetitorId'] as const

/**
 * Nobody is in a deal twice, and who won it is said of a lost deal alone; they are one of its competitors from then on, where a place is free. What a file says of
 * it otherwise does not count.
 */
export function followCompetitors({ before, values }: Change<Deal>, by: By): Refusal | undefined {
  if (by.putsBack || values.deletedAt !== undefined) return
  const { lostToId: said } = values
  const after = { ...before, ...values }
  if (after.status !== 'lost') {
    if (said && !by.tellsHistory)
      return refusal('deal.not_lost', 'Only of a lost deal there is somebody who won it.', {}, 'lostToId')
    if (said !== undefined || before?.lostToId) values.lostToId = null
  }
  const twice = competitorPlaces.find(
    (place, at) => after[place] && competitorPlaces.slice(0, at).some(other => after[other] === after[place]),
  )
  if (twice && competitorPlaces.some(place => values[place])) {
    if (!by.tellsHistory)
      return refusal(
        'deal.competitor_twice',
        'This competitor is in the deal already.',
        { field: twice },
        twice,
      )
    values[twice] = null
  }
  const winner = values.lostToId
  if (!winner || competitorPlaces.some(place => after[place] === winner)) return
  const free = competitorPlaces.find(place => !after[place])
  if (free) values[free] = winner
}
