import { type By, type Change, type Refusal, refusal, type Step } from '../records/change.model'
import type { Territory } from './territories.model'
import { mostTerritories } from './territory-setup.model'

/** The tree as it stands, as far as a batch has come. */
export interface TerritoryFacts {
  /** Live territories → the one they stand under. */
  parents: Map<string, string | null>
}

/** A territory stands under none that stands under it, nor under one in the bin; what others stand under stays; and there are not too many to be asked for each record. */
export function keepTree(
  { id, before, values }: Change<Territory>,
  { parents }: TerritoryFacts,
  by: By,
): Refusal | undefined {
  if (values.deletedAt) {
    const below = [...parents.values()].filter(parent => parent === id).length
    if (below && !by.putsBack)
      return refusal('territory.held', 'Other territories stand under this one. Move them first.', {
        n: below,
      })
    return
  }
  const isNew = !before || values.deletedAt === null
  if (isNew && parents.size >= mostTerritories)
    return refusal('territory.too_many', `There are at most ${mostTerritories} territories.`, {
      most: mostTerritories,
    })
  const parentId = values.parentId === undefined ? before?.parentId : values.parentId
  if (!parentId || (!isNew && values.parentId === undefined)) return
  if (isNew && !parents.has(parentId) && before) {
    // What it stood under has gone meanwhile.
    values.parentId = null
    return
  }
  for (
    let above: string | null | undefined = parentId, depth = 0;
    above && depth <= parents.size;
    depth += 1
  ) {
    if (above === id)
      return refusal('territory.loop', 'A territory cannot stand under itself.', { parentId }, 'parentId')
    above = parents.get(above)
  }
}

/** What a step means for the later ones of its batch. */
export function noteTerritory(
  { after: { id, parentId, deletedAt } }: Step<Territory>,
  { parents }: TerritoryFacts,
): void {
  if (deletedAt) parents.delete(id)
  else parents.set(id, parentId)
}

/** Whether other records lie in it, or in others, after a step: its rule is asked no more, or again, or in another order. */
export const movesRecords = ({ before, after }: Step<Territory>): boolean =>
  before !== null && (before.deletedAt !== after.deletedAt || before.parentId !== after.parentId)
