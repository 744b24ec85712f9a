export default {
  place: 'Calendar',
} as const
