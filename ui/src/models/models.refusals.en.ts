/** What the rules of this area say, read once something was refused. */
export default {
  'rule.training.running': 'This model is being trained already.',
  'rule.training.over': 'This training is over.',
  'rule.model.held_back': 'This version is held back. Decide on each suspect, then train again.',
} as const
