export default {
  place: 'Conversations',
} as const
