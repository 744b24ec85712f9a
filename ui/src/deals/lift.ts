import { createSignal } from 'solid-js'
import type { BoardStage, Card } from './board.rules'
import type { Columns } from './columns'
import { hovered, type Lift, stepped } from './lift.rules'

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
  const countOf = (stageId: string) => cardsOf(stageId).length

  function take(card: Card, by: Lift['by']) {
    const stageId = card.stageId ?? ''
    const index = cardsOf(stageId).findIndex(({ id }) => id === card.id)
    if (index < 0) return
    const from = { stageId, index }
    setLift({ card: { ...card }, from, over: by === 'keys' ? from : undefined, by })
  }
  const hover = (stageId: string | undefined, row: number) =>
    setLift(now => now && hovered(now, stageId, row, countOf))
  const step = (places: number, stagesOn: number) => {
    const ids = stages().map(({ id }) => id)
    setLift(now => now && stepped(now, places, stagesOn, ids, countOf))
  }
  const letGo = () => {
    setLift(undefined)
    setGrip(undefined)
  }
  return { lift, grip, setGrip, take, hover, step, letGo }
}
export type Lifting = ReturnType<typeof useLift>
