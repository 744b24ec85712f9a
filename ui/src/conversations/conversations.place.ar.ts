export default {
  place: 'المحادثات',
} as const
