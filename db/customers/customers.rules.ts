import { type By, type Change, type Refusal, refusal, type Step } from '../records/change.model'
import type { Customer } from './customers.model'

/** What stands above the companies that a batch names as parents. */
export interface Ancestry {
  /** Customer → its parent. */
  parents: Map<string, string>
}

/** Chains longer than this are not followed to their end. */
export const deepest = 100

/** A company cannot belong to itself, however long the chain. */
export function refuseOwnAncestor(
  { id, values: { parentId } }: Change<Customer>,
  { parents }: Ancestry,
  by: By,
): Refusal | undefined {
  if (typeof parentId !== 'string' || by.putsBack) return
  let above: string | undefined = parentId
  for (let depth = 0; above && depth < deepest; depth += 1) {
    if (above === id)
      return refusal(
        'customer.own_ancestor',
        'A customer cannot be part of itself.',
        { parentId },
        'parentId',
      )
    above = parents.get(above)
  }
}

/** A company of the batch that has another parent now. */
export function noteParent({ after: { id, parentId } }: Step<Customer>, { parents }: Ancestry): void {
  if (parentId) parents.set(id, parentId)
  else parents.delete(id)
}
