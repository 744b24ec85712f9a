/** What the rules of this area say, read once something was refused. */
export default {
  'rule.activity.duration': 'A duration cannot be negative.',
} as const
