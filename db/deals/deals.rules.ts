import type { StageKind } from '../pipelines/pipelines.model'
import type { DealStatus } from './deals.model'

/** A deal is what its stage is. */
export const statusIn = (kind: StageKind): DealStatus => kind

/** Where a card lands between its new neighbours. Small positions come first; a gap of 1 is left at the ends. */
export function positionBetween(above: number | null, below: number | null): number {
  if (above === null && below === null) return 0
  if (above === null) return below! - 1
  if (below === null) return above + 1
  return (above + below) / 2
}

/** Halving runs out of numbers after about fifty moves into the same gap: then the column is numbered anew. */
export const needsRenumbering = (above: number | null, below: number | null): boolean =>
  above !== null &&
  below !== null &&
  !(positionBetween(above, below) > above && positionBetween(above, below) < below)
