/** What the whole house knows of this area by name: its place, its records, its refusals. */
export default {
  place: 'Models',
  'rule.training.running': 'This model is being trained already.',
  'rule.training.over': 'This training is over.',
  'rule.model.held_back': 'This version is held back. Decide on each suspect, then train again.',
} as const
