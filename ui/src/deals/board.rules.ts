import type { ReadOf } from '@sextant/db/core/record.model'
import type { Deal, DealModel } from '@sextant/db/deals/deals.model'
import type { Board } from '@sextant/db/pipelines/board.model'

export const cardFields = [
  'name',
  'customerId',
  'amount',
  'expectedCloseOn',
  'closedOn',
  'ownerId',
  'pipelineId',
  'stageId',
  'status',
  'position',
  'score',
  'stageEnteredAt',
  'lastActivityAt',
  'closeReason',
] as const
/** What the board needs of a deal. */
export type Card = Pick<Deal, (typeof cardFields)[number] | 'id'>

/** A sum of one currency, plain and weighted by the stage's probability, in minor units. */
export interface Sum {
  currency: string
  minor: number
  weightedMinor: number
}
export type BoardStage = Omit<Board['stages'][number], 'sums' | 'cards'> & {
  sums: readonly Sum[]
  /** The first of its deals, as the board brings them. */
  cards?: readonly Card[]
}
/** How the list of deals goes on after the cards of a column. */
export type Onward = NonNullable<Board['next']>[string]
export type BoardTotals = Omit<Board, 'stages'> & { stages: readonly BoardStage[] }

/** A deal of a list as a card: what did not come along is empty. */
export const cardOf = (deal: ReadOf<{ Read: typeof DealModel.Part }>): Card => ({
  id: deal.id,
  name: deal.name ?? '',
  customerId: deal.customerId ?? null,
  amount: deal.amount ?? null,
  expectedCloseOn: deal.expectedCloseOn ?? null,
  closedOn: deal.closedOn ?? null,
  ownerId: deal.ownerId ?? null,
  pipelineId: deal.pipelineId ?? null,
  stageId: deal.stageId ?? null,
  status: deal.status ?? 'open',
  position: deal.position ?? null,
  score: deal.score ?? null,
  stageEnteredAt: deal.stageEnteredAt ?? null,
  lastActivityAt: deal.lastActivityAt ?? null,
  closeReason: deal.closeReason ?? null,
})

/** A sum that a number cannot hold exactly is told as its digits. A screen shows the first few of those. */
export const readTotals = (told: Board): BoardTotals => ({
  ...told,
  stages: told.stages.map(stage => ({
    ...stage,
    sums: stage.sums.map(({ currency, minor, weightedMinor }) => ({
      currency,
      minor: Number(minor),
      weightedMinor: Number(weightedMinor),
    })),
    cards: stage.cards?.map(cardOf),
  })),
})

/** The order of a column: small positions first, those without one last. The server's. */
export function compareCards(a: Card, b: Card): number {
  const byPosition = (a.position ?? Number.POSITIVE_INFINITY) - (b.position ?? Number.POSITIVE_INFINITY)
  if (byPosition && !Number.isNaN(byPosition)) return byPosition
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** Without the card of that id; the same array when it is not there. */
export const without = (cards: readonly Card[], id: string): readonly Card[] =>
  cards.some(card => card.id === id) ? cards.filter(card => card.id !== id) : cards

/**
 * The loaded beginning of a column with a card in its place. Past the end of what is loaded it is left out, unless nothing
 * follows: it comes with its page.
 */
export function withCard(cards: readonly Card[], card: Card, complete: boolean): readonly Card[] {
  const others = without(cards, card.id)
  const found = others.findIndex(other => compareCards(other, card) > 0)
  if (found < 0) return complete ? [...others, card] : others
  return [...others.slice(0, found), card, ...others.slice(found)]
}

/** The card at a place of its own choosing, before the server has said which position that is. */
export function withCardAt(cards: readonly Card[], card: Card, index: number): readonly Card[] {
  const others = without(cards, card.id)
  const at = Math.max(0, Math.min(index, others.length))
  return [...others.slice(0, at), card, ...others.slice(at)]
}

/** The card that one at this place lies under, null at the top. `index` counts without the moved card. */
export const aboveAt = (cards: readonly Card[], moved: string, index: number): string | null =>
  without(cards, moved)[index - 1]?.id ?? null

/** A further page behind what is loaded; a card that moved meanwhile does not appear twice. */
export function withPage(cards: readonly Card[], page: readonly Card[]): readonly Card[] {
  const known = new Set(cards.map(card => card.id))
  return [...cards, ...page.filter(card => !known.has(card.id))]
}

/**
 * Where a card dropped on a row of its column ends, counted without it. `from` is its own row where it comes from this column:
 * the rows below it count one less.
 */
export const placeOfRow = (row: number, count: number, from: number | undefined): number => {
  const most = from === undefined ? count : count - 1
  const place = from !== undefined && row > from ? row - 1 : row
  return Math.max(0, Math.min(place, most))
}

/** The row in which the new place is shown; undefined when that is where the card lies already. */
export const rowOfPlace = (place: number, from: number | undefined): number | undefined => {
  if (from === undefined || place < from) return place
  return place === from ? undefined : place + 1
}

/** Totals as they will be when the card is in another stage. */
export function moveTotals(board: BoardTotals, card: Card, from: string, to: string): BoardTotals {
  if (from === to) return board
  return {
    ...board,
    stages: board.stages.map(stage => {
      if (stage.id === from) return counted(stage, card, -1)
      return stage.id === to ? counted(stage, card, 1) : stage
    }),
  }
}

function counted(stage: BoardStage, card: Card, by: 1 | -1): BoardStage {
  const count = Math.max(0, stage.count + by)
  if (!card.amount) return { ...stage, count }
  const { minor, currency } = card.amount
  const old = stage.sums.find(sum => sum.currency === currency) ?? { currency, minor: 0, weightedMinor: 0 }
  const sum = {
    currency,
    minor: old.minor + by * minor,
    weightedMinor: old.weightedMinor + by * Math.round((minor * (stage.probability ?? 0)) / 100),
  }
  const others = stage.sums.filter(other => other.currency !== currency)
  const sums = sum.minor ? [...others, sum].sort((a, b) => b.minor - a.minor) : others
  return { ...stage, count, sums }
}

/** Sums of the open stages together, largest first. */
export function openSums(board: BoardTotals): Sum[] {
  const sums = new Map<string, Sum>()
  for (const stage of board.stages) {
    if (stage.kind !== 'open') continue
    for (const { currency, minor, weightedMinor } of stage.sums) {
      const sum = sums.get(currency) ?? { currency, minor: 0, weightedMinor: 0 }
      sums.set(currency, {
        currency,
        minor: sum.minor + minor,
        weightedMinor: sum.weightedMinor + weightedMinor,
      })
    }
  }
  return [...sums.values()].sort((a, b) => b.minor - a.minor)
}

/** Weighted as a share of plain, in percent, of the largest currency: what the thin bar shows. */
export function weightedShare(stage: BoardStage): number {
  const [largest] = stage.sums
  if (!largest?.minor) return 0
  return Math.round((100 * largest.weightedMinor) / largest.minor)
}

const dayMs = 24 * 60 * 60 * 1000

/** Whole days since anything happened to an open deal, once that is more than its stage allows; else undefined. */
export function idleDays(card: Card, stage: BoardStage, now: Date): number | undefined {
  if (stage.kind !== 'open' || stage.idleAfterDays === null) return undefined
  const times = [card.lastActivityAt, card.stageEnteredAt].flatMap(at => (at ? [Date.parse(at)] : []))
  if (!times.length) return undefined
  const days = Math.floor((now.getTime() - Math.max(...times)) / dayMs)
  return days > stage.idleAfterDays ? days : undefined
}

/** Percent: the model's score where there is one, else the stage's own. Closed deals have none. */
export const chanceOf = (card: Card, stage: BoardStage): number | undefined =>
  stage.kind === 'open' ? (card.score ?? stage.probability ?? undefined) : undefined

/** First day of the month of the reader's day: from then on closed deals are on the board. */
export const monthStart = (today: string): string => `${today.slice(0, 7)}-01`

/** The list filter of one column. `extra` is what the reader filters by, in either way of writing it. */
export function columnFilter(
  stage: Pick<BoardStage, 'id' | 'kind'>,
  since: string,
  extra: string | undefined,
): string {
  const own = [
    { field: 'stageId', op: 'eq', value: stage.id },
    ...(stage.kind === 'open' ? [] : [{ field: 'closedOn', op: 'gte', value: since }]),
  ]
  return narrowed(own, extra)
}

/** Conditions of our own and a filter of the reader's, as one filter. */
export function narrowed(
  own: readonly { field: string; op: string; value: string | readonly string[] }[],
  extra: string | undefined,
): string {
  if (extra?.trimStart().startsWith('{')) return JSON.stringify({ and: [...own, JSON.parse(extra)] })
  const compact = own.map(({ field, op, value }) => `${field}:${op}:${[value].flat().join(',')}`)
  return [...compact, ...(extra ? [extra] : [])].join(';')
}
