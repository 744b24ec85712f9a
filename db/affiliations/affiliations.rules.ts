import { type By, type Change, type Refusal, refusal, type Step } from '../records/change.model'
import type { Affiliation } from './affiliations.model'

/** One of the same contact at the same company. */
export type Held = Pick<Affiliation, 'id' | 'contactId' | 'customerId' | 'role' | 'since' | 'until'>

export interface AffiliationFacts {
  /** Those out of the bin of the contacts that a batch is about. */
  held: Held[]
}

/** A time ends after it begins, and nobody has one role at a company twice at the same time. */
export function checkTimes(
  { id, before, values }: Change<Affiliation>,
  { held }: AffiliationFacts,
  by: By,
): Refusal | undefined {
  if (values.deletedAt || by.putsBack) return
  const after = { ...before, ...values } as Held
  const { since, until } = after
  if (since && until && until < since)
    return refusal('affiliation.times', 'It cannot end before it begins.', { since, until }, 'until')
  const twice = held.some(
    one =>
      one.id !== id &&
      one.contactId === after.contactId &&
      one.customerId === after.customerId &&
      one.role === after.role &&
      overlap(one, after),
  )
  if (twice)
    return refusal(
      'affiliation.twice',
      'The contact has this role there already at this time.',
      { role: after.role },
      'role',
    )
}

const overlap = (one: Pick<Held, 'since' | 'until'>, other: Pick<Held, 'since' | 'until'>): boolean =>
  (one.until ?? '9999') >= (other.since ?? '') && (other.until ?? '9999') >= (one.since ?? '')

/** What a step of the batch means for the later ones. */
export function noteHeld({ after }: Step<Affiliation>, facts: AffiliationFacts): void {
  facts.held = facts.held.filter(({ id }) => id !== after.id)
  if (!after.deletedAt) facts.held.push(after)
}
