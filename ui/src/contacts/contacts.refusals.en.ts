/** What the rules of this area say, read once something was refused. */
export default {
  'rule.affiliation.times': 'It cannot end before it begins.',
  'rule.affiliation.twice': 'The contact has this role there already at this time.',
} as const
