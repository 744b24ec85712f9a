import type { PublicState } from './public-quote.model'

/** What a version's row says of it. */
export interface Standing {
  /** draft, sent, replaced, accepted, declined, withdrawn or expired. */
  state: string
  /** The last day on which it can be accepted. */
  validUntil: string
  changeAsked: string | null
}

/** How a version stands on a day for whoever has a link to it; undefined for one that was never sent. An hour's delay in noting that it expired changes nothing. */
export function publicStateOf(
  { state, validUntil, changeAsked }: Standing,
  today: string,
): PublicState | undefined {
  const isOver = today > validUntil
  switch (state) {
    case 'sent':
      return isOver ? 'expired' : changeAsked === null ? 'open' : 'changes_asked'
    case 'declined':
      return isOver ? 'expired' : 'declined'
    case 'accepted':
    case 'expired':
    case 'replaced':
    case 'withdrawn':
      return state
    default:
      return undefined
  }
}

/** Whether it can still be accepted, declined, or asked about. */
export const isAnswerable = (state: PublicState): boolean => state === 'open' || state === 'changes_asked'

/** Whether its document is shown: what has ended is told of, and not shown. What was accepted stays with who accepted it. */
export const isShown = (state: PublicState): boolean =>
  isAnswerable(state) || state === 'accepted' || state === 'declined'
