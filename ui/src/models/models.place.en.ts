/** What the whole house knows of this area by name: its place, its records, its refusals. */
export default {
  place: 'Models',
  'rule.training.running': 'This model is being trained already.',
  'rule.training.over': 'This training is over.',
} as const
