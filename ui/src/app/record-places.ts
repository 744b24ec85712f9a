import type { customFieldEntities } from '@sextant/db/core/areas.model'

/** A kind of record that has a screen of its own. */
export type ShownKind = (typeof customFieldEntities)[number]

const lists: Record<ShownKind, string> = {
  lead: '/leads',
  customer: '/customers',
  contact: '/contacts',
  deal: '/pipeline',
  product: '/products',
  activity: '/activities',
}

/** The page on which the records of a kind are listed. */
export const listHref = (kind: ShownKind): string => lists[kind]

/** The page of one record; undefined for kinds without such a page: activities open in their list, people nowhere. */
export function recordHref(kind: Exclude<ShownKind, 'activity'>, id: string): string
export function recordHref(kind: string, id: string): string | undefined
export function recordHref(kind: string, id: string): string | undefined {
  if (kind === 'activity' || !(kind in lists)) return undefined
  return kind === 'deal' ? `/pipeline/deals/${id}` : `${lists[kind as ShownKind]}/${id}`
}
