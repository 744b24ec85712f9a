import { useQueryClient } from '@tanstack/solid-query'
import { api } from '../app/api'
import { explain } from '../app/explain'
import { asProblem } from '../app/problem'
import { t as frame } from '../app/text'
import { beginAct } from '../parts/toast/acts'
import { toast, toastRefusal } from '../parts/toast/toast'
import { aboveAt, type BoardStage, type BoardTotals, type Card, moveTotals, withCardAt } from './board.rules'
import type { Columns } from './columns'
import { t } from './deals.text'
import type { Place } from './lift'

export interface Move {
  card: Card
  from: Place
  to: Place
  /** Why it was lost. */
  closeReason?: string
}

interface Asked {
  columns: Columns
  stages: () => readonly BoardStage[]
  /** Asks why a deal was lost; undefined when the question was closed. */
  askReason: (card: Card, stage: BoardStage) => Promise<string | undefined>
  announce: (text: string) => void
}

/**
 * Moves cards at once and tells the server. A refusal puts the card back and says which rule it was; a loss asks for its reason first,
 * and again when the server misses it. Between stages the toast offers Undo.
 */
export function useMoves({ columns, stages, askReason, announce }: Asked) {
  const client = useQueryClient()
  const stageOf = (id: string) => stages().find(stage => stage.id === id)

  /** Totals follow the card before the server has counted again. */
  const shiftTotals = (card: Card, from: string, to: string) =>
    client.setQueriesData<BoardTotals>({ queryKey: ['deal', 'board'] }, board =>
      board?.stages.some(({ id }) => id === to) ? moveTotals(board, card, from, to) : board,
    )

  function show({ card, from, to }: Move) {
    const cards = columns.column(to.stageId).cards
    if (from.stageId !== to.stageId) {
      columns.setCards(
        from.stageId,
        columns.column(from.stageId).cards.filter(({ id }) => id !== card.id),
      )
      shiftTotals(card, from.stageId, to.stageId)
    }
    columns.setCards(to.stageId, withCardAt(cards, { ...card, stageId: to.stageId }, to.index))
  }

  /** Where this card would be put back to, as the server names places. */
  const undoOf = ({ card, from }: Move) => ({
    stageId: from.stageId,
    above: aboveAt(columns.column(from.stageId).cards, card.id, from.index),
    ...(card.closeReason ? { closeReason: card.closeReason } : {}),
  })

  async function move(wanted: Move): Promise<boolean> {
    const { card, from, to } = wanted
    const stage = stageOf(to.stageId)
    const home = stageOf(from.stageId)
    if (!stage || !home || (from.stageId === to.stageId && from.index === to.index)) return true
    const back = undoOf(wanted)
    const above = aboveAt(columns.column(to.stageId).cards, card.id, to.index)
    const settled = columns.hold(card.id)
    const act = beginAct()
    await client.cancelQueries({ queryKey: ['deal', 'board'] })
    show(wanted)
    try {
      const saved = await send({ ...wanted, above, stage })
      settled()
      if (!saved) {
        act.forget()
        putBack(wanted)
        announce(t('said.back', { name: card.name, stage: home.name }))
        return false
      }
      columns.place(saved)
      if (home.id !== stage.id) {
        const undo = () => write(card.id, back).then(columns.place, complain(card, stage))
        toast(
          t('moved', { name: card.name, stage: stage.name }),
          { label: frame('undo'), onPress: undo },
          act,
        )
      } else act.forget()
      return true
    } catch (error) {
      act.forget()
      settled()
      putBack(wanted)
      complain(card, home, () => void move(wanted))(error)
      announce(t('said.back', { name: card.name, stage: home.name }))
      return false
    } finally {
      void client.invalidateQueries({ queryKey: ['deal'] })
    }
  }

  const putBack = ({ card, from, to }: Move) => show({ card, from: to, to: from })

  /** Undefined when the reason that is needed was not given. */
  async function send(wanted: Move & { above: string | null; stage: BoardStage }): Promise<Card | undefined> {
    const { card, above, stage } = wanted
    let closeReason =
      wanted.closeReason ?? (stage.kind === 'lost' ? card.closeReason : undefined) ?? undefined
    if (stage.kind === 'lost' && !closeReason) {
      closeReason = await askReason(card, stage)
      if (!closeReason) return undefined
    }
    const body = { stageId: stage.id, above, ...(closeReason ? { closeReason } : {}) }
    try {
      return await write(card.id, body)
    } catch (error) {
      if (asProblem(error).rule !== 'deal.reason_needed') throw error
      const reason = await askReason(card, stage)
      return reason ? write(card.id, { ...body, closeReason: reason }) : undefined
    }
  }

  const write = (id: string, body: object) => api.post<Card>(`/crm/deals/${id}/move`, body)

  const complain =
    (card: Card, stage: BoardStage, again?: () => void) =>
    (error: unknown): void => {
      const { status } = asProblem(error)
      const retry =
        again && (status === 0 || status >= 500) ? [{ label: frame('retry'), onPress: again }] : []
      toastRefusal(t('stayed', { name: card.name, stage: stage.name }), explain(error), retry)
    }

  return { move }
}
