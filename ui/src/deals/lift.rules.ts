import { type Card, placeOfRow } from './board.rules'

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
/** How many cards a column shows. */
export type CountOf = (stageId: string) => number

/** With the pointer over this row of a column, or over none. The same lift where that changes nothing. */
export function hovered(lift: Lift, stageId: string | undefined, row: number, countOf: CountOf): Lift {
  if (stageId === undefined) return lift.over ? { ...lift, over: undefined } : lift
  const from = stageId === lift.from.stageId ? lift.from.index : undefined
  const index = placeOfRow(row, countOf(stageId), from)
  if (lift.over?.stageId === stageId && lift.over.index === index) return lift
  return { ...lift, over: { stageId, index } }
}

/** One step by keyboard: places down the column, or stages along the board. It never leaves the board. */
export function stepped(
  lift: Lift,
  places: number,
  stagesOn: number,
  stageIds: readonly string[],
  countOf: CountOf,
): Lift {
  if (!lift.over) return lift
  const at = stageIds.indexOf(lift.over.stageId)
  const stageId = stageIds[Math.max(0, Math.min(stageIds.length - 1, at + stagesOn))]
  if (stageId === undefined) return lift
  const others = countOf(stageId) - (stageId === lift.from.stageId ? 1 : 0)
  const index = Math.max(0, Math.min(others, lift.over.index + places))
  return { ...lift, over: { stageId, index } }
}
