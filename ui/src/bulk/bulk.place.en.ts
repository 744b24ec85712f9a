export default {
  place: 'Bulk changes',
} as const
