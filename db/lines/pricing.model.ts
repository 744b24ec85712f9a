import type { Money } from '../core/field.model'

/** What the lines of a deal say of it: its amount, the same as total contract value, and what recurs in a month and a year. */
export interface Pricing {
  amount: Money
  tcv: Money
  mrr: Money
  arr: Money
}
