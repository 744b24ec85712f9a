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

/** A sum in one currency, plain and weighted by the stage's probability, in minor units. */
export interface Sum {
  currency: string
  minor: number
  weightedMinor: number
}
/** The sum of what is in one currency; `here`: the same in the reader's, null where there is no rate. */
interface CurrencySum extends Sum {
  here: number | null
}
/** A sum over all currencies, in the reader's; `missing`: amounts that are not in it, as they have no rate. */
export interface Total extends Sum {
  missing: number
}
export type BoardStage = Omit<Board['stages'][number], 'sums' | 'total' | 'cards'> & {
  /** Null where there is nothing, or no amount that one may read. */
  total: Total | null
  sums: readonly CurrencySum[]
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
    total: stage.total && {
      currency: told.valuation.currency,
      minor: Number(stage.total.minor),
      weightedMinor: Number(stage.total.weightedMinor),
      missing: stage.total.missing,
    },
    sums: stage.sums.map(({ currency, minor, weightedMinor, here }) => ({
      currency,
      minor: Number(minor),
      weightedMinor: Number(weightedMinor),
      here: here === null ? null : Number(here),
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

/**
 * Totals as they will be when the card is in another stage. Of an amount in another currency the rate is taken from the stage that it leaves, which is nearly
 * it until the server has said: a closed stage has the rates of many days.
 */
export function moveTotals(board: BoardTotals, card: Card, from: string, to: string): BoardTotals {
  if (from === to) return board
  const here = hereOf(board, card, from)
  return {
    ...board,
    stages: board.stages.map(stage => {
      if (stage.id === from) return counted(board, stage, card, here, -1)
      return stage.id === to ? counted(board, stage, card, here, 1) : stage
    }),
  }
}

/** What a card's amount is in the reader's currency, in minor units; undefined where that is not known. */
function hereOf({ valuation, stages }: BoardTotals, { amount }: Card, from: string): number | undefined {
  if (!amount) return undefined
  if (amount.currency === valuation.currency) return amount.minor
  const sum = stages.find(({ id }) => id === from)?.sums.find(({ currency }) => currency === amount.currency)
  return sum?.minor && sum.here !== null ? Math.round((amount.minor / sum.minor) * sum.here) : undefined
}

function counted(
  { valuation }: BoardTotals,
  stage: BoardStage,
  card: Card,
  here: number | undefined,
  by: 1 | -1,
): BoardStage {
  const count = Math.max(0, stage.count + by)
  if (!card.amount) return { ...stage, count }
  const { minor, currency } = card.amount
  const weight = (amount: number) => by * Math.round((amount * (stage.probability ?? 0)) / 100)
  const old = stage.sums.find(sum => sum.currency === currency) ?? {
    currency,
    minor: 0,
    weightedMinor: 0,
    here: 0,
  }
  const sum = {
    currency,
    minor: old.minor + by * minor,
    weightedMinor: old.weightedMinor + weight(minor),
    here: old.here === null || here === undefined ? null : old.here + by * here,
  }
  const others = stage.sums.filter(other => other.currency !== currency)
  const sums = sum.minor ? [...others, sum].sort(byWorth) : others
  const all = stage.total ?? { currency: valuation.currency, minor: 0, weightedMinor: 0, missing: 0 }
  const total =
    here === undefined
      ? { ...all, missing: Math.max(0, all.missing + by) }
      : { ...all, minor: all.minor + by * here, weightedMinor: all.weightedMinor + weight(here) }
  return { ...stage, count, sums, total }
}

/** The largest first, by what they are in the reader's currency. */
const byWorth = (a: CurrencySum, b: CurrencySum) => (b.here ?? -1) - (a.here ?? -1) || b.minor - a.minor

/** The open stages together; undefined where none of them has an amount. */
export function openTotal(board: BoardTotals): Total | undefined {
  const totals = board.stages.flatMap(({ kind, total }) => (kind === 'open' && total ? [total] : []))
  const [first] = totals
  if (!first) return undefined
  const sum = (of: (total: Total) => number) => totals.reduce((all, total) => all + of(total), 0)
  return {
    currency: first.currency,
    minor: sum(({ minor }) => minor),
    weightedMinor: sum(({ weightedMinor }) => weightedMinor),
    missing: sum(({ missing }) => missing),
  }
}

/** Weighted as a share of plain, in percent: what the thin bar shows. */
export const weightedShare = ({ total }: BoardStage): number =>
  total?.minor ? Math.round((100 * total.weightedMinor) / total.minor) : 0

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
