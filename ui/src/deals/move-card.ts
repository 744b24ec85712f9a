import type { BodyOf } from '@sextant/edge/app/contract'
import { asProblem, keptKey } from '../app/problem'
import type { Act, Undo } from '../parts/toast/acts'
import { aboveAt, type BoardStage, type Card, withCardAt, without } from './board.rules'
import type { Place } from './lift.rules'

export interface Move {
  card: Card
  from: Place
  to: Place
  /** Why it was lost. */
  loss?: Loss
}
/** Why a deal was lost, as its pipeline wants to know it. */
export interface Loss {
  closeReason: string
  closeNote?: string
  /** The competitor who won it. */
  lostToId?: string
}
/** What the server is asked to do with a card. `above` is the one that it lies under, null at the top. */
export type MoveBody = BodyOf<'post', '/crm/deals/{id}/move'>

/** The board, as far as cards are moved on it. */
export interface MovedBoard {
  cards(stageId: string): readonly Card[]
  setCards(stageId: string, cards: readonly Card[]): void
  /** Puts a card where the server says that it is. */
  place(card: Card): void
  /** From now on live news about this deal waits. Call the answer when it has settled. */
  hold(id: string): () => void
  stages(): readonly BoardStage[]
  /** Totals follow the card before the server has counted again. */
  shiftTotals(card: Card, from: string, to: string): void
}
type Moved = Card & { version: number }
export interface MoveServer {
  move(card: Card, body: MoveBody, stage: BoardStage): Promise<Moved>
  /** Takes the move back that gave the deal this version. */
  undo(id: string, version: number): Promise<Card>
  /** Takes back a move that waits to be sent, by its key; false when it has been sent. */
  withdraw(key: string): boolean
  /** Answers that are under way and do not know of the move are of no use. */
  forget(): Promise<unknown>
  /** The board is counted again. */
  recount(): void
}
export interface MoveTeller {
  /** Asks why a deal was lost; undefined when the question was closed. */
  askReason(card: Card, stage: BoardStage): Promise<Loss | undefined>
  /** A move begins: from now on it is the act that ⌘Z takes back first. */
  begin(): Act
  /** It lies in another stage now; with Undo. */
  moved(card: Card, stage: BoardStage, undo: Undo, act: Act): void
  /** It stayed, or came back, and why. `again` where it is worth trying; `wanted` where it was to go. */
  stayed(card: Card, stage: BoardStage, error: unknown, again?: () => void, wanted?: BoardStage): void
  /** Said to who does not see it: it is back in this stage. */
  back(card: Card, stage: BoardStage): void
}

/**
 * Moves cards at once and tells the server. A refusal puts the card back and says which rule it was; a loss asks for its reason first,
 * and again when the server misses it. Between stages the move can be undone.
 */
export function cardMover(board: MovedBoard, server: MoveServer, tell: MoveTeller) {
  const stageOf = (id: string) => board.stages().find(stage => stage.id === id)

  function show({ card, from, to }: Move) {
    const cards = board.cards(to.stageId)
    if (from.stageId !== to.stageId) {
      board.setCards(from.stageId, without(board.cards(from.stageId), card.id))
      board.shiftTotals(card, from.stageId, to.stageId)
    }
    board.setCards(to.stageId, withCardAt(cards, { ...card, stageId: to.stageId }, to.index))
  }
  const putBack = ({ card, from, to }: Move) => show({ card, from: to, to: from })

  /** True once the card lies where it was wanted. */
  async function move(wanted: Move): Promise<boolean> {
    const { card, from, to } = wanted
    const stage = stageOf(to.stageId)
    const home = stageOf(from.stageId)
    if (!stage || !home || (from.stageId === to.stageId && from.index === to.index)) return true
    const above = aboveAt(board.cards(to.stageId), card.id, to.index)
    const settled = board.hold(card.id)
    const act = tell.begin()
    await server.forget()
    show(wanted)
    try {
      const saved = await send(wanted, stage, above)
      settled()
      if (!saved) {
        act.forget()
        putBack(wanted)
        tell.back(card, home)
        return false
      }
      board.place(saved)
      if (home.id === stage.id) act.forget()
      else tell.moved(card, stage, () => undo(saved, stage), act)
      return true
    } catch (error) {
      settled()
      const waits = keptKey(error)
      if (waits) {
        act.done(() => withdraw(wanted, stage, waits))
        return true
      }
      act.forget()
      putBack(wanted)
      tell.stayed(card, home, error, isWorthAnother(error) ? () => void move(wanted) : undefined, stage)
      tell.back(card, home)
      return false
    } finally {
      server.recount()
    }
  }

  const undo = (moved: Moved, stage: BoardStage) =>
    server.undo(moved.id, moved.version).then(
      card => {
        board.place(card)
        server.recount()
      },
      error => tell.stayed(moved, stage, error),
    )

  /** What still waits to be sent is not sent; what was sent meanwhile is moved back. */
  const withdraw = async (wanted: Move, stage: BoardStage, key: string) => {
    if (server.withdraw(key)) return putBack(wanted)
    const { card, from, to } = wanted
    await move({ card: { ...card, stageId: stage.id }, from: to, to: from })
  }

  /** Undefined when the reason that is needed was not given. */
  async function send(wanted: Move, stage: BoardStage, above: string | null): Promise<Moved | undefined> {
    const { card } = wanted
    const isLost = stage.kind === 'lost'
    let loss = wanted.loss ?? (isLost ? lossOf(card) : undefined)
    if (isLost && !loss) {
      loss = await tell.askReason(card, stage)
      if (!loss) return undefined
    }
    const body = { stageId: stage.id, above }
    try {
      return await server.move(card, { ...body, ...loss }, stage)
    } catch (error) {
      if (!asksWhy.includes(asProblem(error).rule ?? '')) throw error
      const better = await tell.askReason(card, stage)
      return better ? server.move(card, { ...body, ...better }, stage) : undefined
    }
  }

  return { move }
}

/** Refusals that another answer to the question for the reason may lift. */
export const asksWhy: readonly string[] = [
  'deal.reason_needed',
  'deal.loss_reason',
  'deal.loss_note',
  'deal.loss_competitor',
]

const lossOf = ({ closeReason }: Card): Loss | undefined => (closeReason ? { closeReason } : undefined)

/** Nobody was reached, or the server failed by itself: the same may go through later. */
const isWorthAnother = (error: unknown) => {
  const { status } = asProblem(error)
  return status === 0 || status >= 500
}
