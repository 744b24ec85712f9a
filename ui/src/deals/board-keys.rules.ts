import type { Card } from './board.rules'

/** [places down, stages onward], as the reader sees them; undefined for a key that is no arrow. */
export function arrowOf(key: string, rtl: boolean): readonly [down: number, onward: number] | undefined {
  const onward = rtl ? -1 : 1
  switch (key) {
    case 'ArrowDown':
      return [1, 0]
    case 'ArrowUp':
      return [-1, 0]
    case 'ArrowRight':
      return [0, onward]
    case 'ArrowLeft':
      return [0, -onward]
    default:
      return undefined
  }
}

export type Carried = { type: 'step'; down: number; onward: number } | { type: 'drop' } | { type: 'back' }

/** What a key does with the card in hand. Tab puts it back: nobody walks away with a card. */
export function carryOf(key: string, rtl: boolean): Carried | undefined {
  const arrow = arrowOf(key, rtl)
  if (arrow) return { type: 'step', down: arrow[0], onward: arrow[1] }
  if (key === 'Enter' || key === ' ') return { type: 'drop' }
  return key === 'Escape' || key === 'Tab' ? { type: 'back' } : undefined
}

/** The card beside one, at the same height in the next column that has any; the last of a shorter one. */
export function besideIn(
  columns: readonly (readonly Card[])[],
  column: number,
  by: number,
  at: number,
): Card | undefined {
  for (let n = column + by; n >= 0 && n < columns.length; n += by) {
    const cards = columns[n] ?? []
    if (cards.length) return cards[Math.min(at, cards.length - 1)]
  }
  return undefined
}
