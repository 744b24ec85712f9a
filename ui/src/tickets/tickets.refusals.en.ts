/** What the rules of this area say, read once something was refused. */
export default {
  'rule.ticket.transition': 'A ticket cannot change from its present status to this one.',
  'rule.ticket.own_ancestor': 'A ticket cannot be part of itself.',
} as const
