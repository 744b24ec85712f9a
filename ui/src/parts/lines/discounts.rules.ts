import type { DealLines, Line } from '@sextant/db/lines/lines.model'

/** Lines whose discounts wait for the same: asked for by one person, for one reason, as far, and decided alike. */
export interface WaitingDiscounts {
  asked: NonNullable<Line['asked']>
  mayDecide: boolean
  /** Numbers of the lines, from 1, and what they are called. */
  lines: number[]
  names: string[]
}

/** All that waits of a deal, what the reader decides first. */
export function waitingOf({ lines }: Pick<DealLines, 'lines'>): WaitingDiscounts[] {
  const groups = new Map<string, WaitingDiscounts>()
  for (const [at, { asked, mayDecide, text, productName }] of lines.entries()) {
    if (!asked) continue
    const key = JSON.stringify([asked.by?.id, asked.reason, asked.taken, asked.limit, mayDecide])
    const group = groups.get(key) ?? { asked, mayDecide, lines: [], names: [] }
    group.lines.push(at + 1)
    group.names.push(text ?? productName ?? '')
    groups.set(key, group)
  }
  return [...groups.values()].sort((a, b) => Number(b.mayDecide) - Number(a.mayDecide))
}

/** What is offered in place of a discount until something else is typed: half way between what they may give and what they ask for, in halves of a percent. */
export function usualOffer({ taken, limit }: Pick<NonNullable<Line['asked']>, 'taken' | 'limit'>): string {
  const [most, least] = [Number(taken), Number(limit)]
  const half = Math.floor(least + most) / 2
  return String(half < most ? half : least)
}
