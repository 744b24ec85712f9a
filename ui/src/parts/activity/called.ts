import { createSignal } from 'solid-js'

/** Somebody was called or written to by a click on their number or address. */
export interface Called {
  as: 'call' | 'email'
  entity: string
  id: string
  name: string
  /** ISO instant of the click. */
  at: string
  /** By Enter, not by a press of a mouse or a finger. */
  byKeyboard: boolean
}

const [called, setCalled] = createSignal<Called>()

export { called }

/** What an activity can be about, by kind of record. */
export const aboutOf = ({ entity, id }: Pick<Called, 'entity' | 'id'>): Record<string, string> | undefined =>
  ['lead', 'contact', 'customer', 'deal'].includes(entity) ? { [`${entity}Id`]: id } : undefined

/** Offers to log it, until it is answered or the next one comes. */
export const offerLog = (one: Called) => void (aboutOf(one) && setCalled(one))
export const dropOffer = () => void setCalled(undefined)
