/** What the whole house knows of this area by name: its place and its records. */
export default {
  place: 'Imports',
} as const
