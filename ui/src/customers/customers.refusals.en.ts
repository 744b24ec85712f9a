/** What the rules of this area say, read once something was refused. */
export default {
  'rule.customer.own_ancestor': 'A customer cannot be part of itself.',
} as const
