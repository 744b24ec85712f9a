export default {
  place: 'Échanges',
} as const
