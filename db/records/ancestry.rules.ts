import { type By, type Change, type Refusal, refusal, type Step } from './change.model'

/** What stands above the records that a batch names as parents. */
export interface Ancestry {
  /** Record → its parent. */
  parents: Map<string, string>
}

/** A kind whose records belong to others of their own: by which field. */
export interface Tree<K extends string = string> {
  kind: string
  field: K
  /** What is said of one that would belong to itself. */
  message: string
}

/** Chains longer than this are not followed to their end. */
export const deepest = 100

/** A record cannot belong to itself, however long the chain. */
export const refuseOwnAncestor =
  <K extends string>({ kind, field, message }: Tree<K>) =>
  ({ id, values }: Change<Record<K, string | null>>, { parents }: Ancestry, by: By): Refusal | undefined => {
    const parentId: unknown = values[field]
    if (typeof parentId !== 'string' || by.putsBack) return
    let above: string | undefined = parentId
    for (let depth = 0; above && depth < deepest; depth += 1) {
      if (above === id) return refusal(`${kind}.own_ancestor`, message, { [field]: parentId }, field)
      above = parents.get(above)
    }
  }

/** A record of the batch that has another parent now. */
export const noteParent =
  <K extends string>({ field }: Tree<K>) =>
  ({ after }: Step<{ id: string } & Record<K, string | null>>, { parents }: Ancestry): void => {
    const parentId: string | null = after[field]
    if (parentId) parents.set(after.id, parentId)
    else parents.delete(after.id)
  }
