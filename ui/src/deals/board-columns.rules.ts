import { type BoardStage, type Card, type Onward, withCard, without } from './board.rules'

export interface Column {
  cards: readonly Card[]
  state: 'loading' | 'ready' | 'failed'
  error?: unknown
  /** Continues after the last loaded card. */
  next?: Onward
}
/** What is loaded of each stage's column, by the stage's id. */
export type ColumnsById = Readonly<Record<string, Column>>
type StageOf = Pick<BoardStage, 'id' | 'kind'>

export const emptyColumn: Column = { cards: [], state: 'loading' }

/** With other cards in one column; the same object where nothing of it is new. */
export function withCards(columns: ColumnsById, stageId: string, cards: readonly Card[]): ColumnsById {
  const column = columns[stageId] ?? emptyColumn
  return cards === column.cards ? columns : { ...columns, [stageId]: { ...column, cards } }
}

/** Without a card, wherever it lies. */
export const withoutCard = (columns: ColumnsById, stages: readonly StageOf[], id: string): ColumnsById =>
  stages.reduce(
    (all, stage) => withCards(all, stage.id, without((all[stage.id] ?? emptyColumn).cards, id)),
    columns,
  )

/**
 * With a deal where it is now: out of every other column, into its own if it belongs on this board. One that was closed before
 * `since`, and one of another pipeline's stage, belongs on none of its columns.
 */
export function withPlaced(
  columns: ColumnsById,
  { stages, since }: { stages: readonly StageOf[]; since: string },
  card: Card,
): ColumnsById {
  const stage = stages.find(({ id }) => id === card.stageId)
  const isHere = stage && (stage.kind === 'open' || (card.closedOn ?? '') >= since)
  if (!isHere) return withoutCard(columns, stages, card.id)
  const elsewhere = withoutCard(
    columns,
    stages.filter(({ id }) => id !== stage.id),
    card.id,
  )
  const { cards, next } = elsewhere[stage.id] ?? emptyColumn
  return withCards(elsewhere, stage.id, withCard(cards, card, next === undefined))
}

/** A column as it was read, but with the cards that are on their way where they were dropped, whatever the server says meanwhile. */
export function withMoving(
  shown: readonly Card[],
  read: readonly Card[],
  isMoving: (id: string) => boolean,
): readonly Card[] {
  return shown.reduce<readonly Card[]>(
    (all, card, index) => (isMoving(card.id) ? all.toSpliced(index, 0, card) : all),
    read.filter(({ id }) => !isMoving(id)),
  )
}

/** Which deals are being moved, and by how many moves each. News about them wait until the last of these has settled. */
export function createHolds() {
  const moves = new Map<string, number>()
  return {
    has: (id: string) => moves.has(id),
    /** Call the answer, once, when the move has settled. */
    hold(id: string): () => void {
      moves.set(id, (moves.get(id) ?? 0) + 1)
      return () => {
        const left = (moves.get(id) ?? 1) - 1
        if (left) moves.set(id, left)
        else moves.delete(id)
      }
    },
  }
}
