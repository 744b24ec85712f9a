import type { Pricing } from '../lines/pricing.model'
import { type By, type Change, type Refusal, refusal } from '../records/change.model'
import type { Deal } from './deals.model'

/**
 * A deal that has lines comes to what they come to, always: another amount is refused to a hand, and what a file or an undo says of it does not count. Its
 * lines are changed by `saveLines` alone.
 */
export function followLines(
  { id, before, values }: Change<Deal>,
  pricings: ReadonlyMap<string, Pricing>,
  by: By,
): Refusal | undefined {
  if (!before || values.deletedAt !== undefined) return
  const pricing = pricings.get(id)
  if (!pricing) return
  const { amount } = values
  const other =
    amount !== undefined &&
    (amount?.minor !== pricing.amount.minor || amount.currency !== pricing.amount.currency)
  if (other && !by.tellsHistory && !by.putsBack)
    return refusal(
      'deal.amount_of_lines',
      'This deal has lines: its amount is what they come to.',
      { field: 'amount' },
      'amount',
    )
  Object.assign(values, pricing)
}
