import { createSignal } from 'solid-js'
import { type BoardStage, type Card, placeOfRow, without } from './board.rules'
import type { Columns } from './columns'

export interface Place {
  stageId: string
  /** Counted without the lifted card. */
  index: number
}
export interface Lift {
  card: Card
  from: Place
  by: 'pointer' | 'keys'
  /** Where it would land; undefined outside the columns. */
  over: Place | undefined
}
export interface Grip {
  /** Of the pointer, in the window. */
  x: number
  y: number
  /** Where on the card it was taken, and how wide the card is. */
  dx: number
  dy: number
  width: number
}

/** The one card in hand. */
export function useLift(stages: () => readonly BoardStage[], columns: Columns) {
  const [lift, setLift] = createSignal<Lift>()
  const [grip, setGrip] = createSignal<Grip>()
  const cardsOf = (stageId: string) => columns.column(stageId).cards

  function take(card: Card, by: Lift['by']) {
    const stageId = card.stageId ?? ''
    const index = cardsOf(stageId).findIndex(({ id }) => id === card.id)
    if (index < 0) return
    const from = { stageId, index }
    setLift({ card: { ...card }, from, over: by === 'keys' ? from : undefined, by })
  }

  /** The pointer is over this row of a column, or over none. */
  function hover(stageId: string | undefined, row: number) {
    const now = lift()
    if (!now) return
    if (stageId === undefined) {
      if (now.over) setLift({ ...now, over: undefined })
      return
    }
    const from = stageId === now.from.stageId ? now.from.index : undefined
    const index = placeOfRow(row, cardsOf(stageId).length, from)
    if (now.over?.stageId !== stageId || now.over.index !== index)
      setLift({ ...now, over: { stageId, index } })
  }

  /** One step by keyboard: places down the column, or stages along the board. */
  function step(places: number, stagesOn: number) {
    const now = lift()
    if (!now?.over) return
    const all = stages()
    const at = all.findIndex(({ id }) => id === now.over?.stageId)
    const stage = all[Math.max(0, Math.min(all.length - 1, at + stagesOn))]
    if (!stage) return
    const count = without(cardsOf(stage.id), now.card.id).length
    const index = Math.max(0, Math.min(count, now.over.index + places))
    setLift({ ...now, over: { stageId: stage.id, index } })
  }

  const letGo = () => {
    setLift(undefined)
    setGrip(undefined)
  }
  return { lift, grip, setGrip, take, hover, step, letGo }
}
export type Lifting = ReturnType<typeof useLift>
