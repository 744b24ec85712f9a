/** What the whole house knows of this area by name: its place and its records. */
export default {
  place: 'Tasks',
  noun: 'Activity',
  plural: 'Activities',
  why: 'Calls, meetings, notes, tasks',
  import: 'Import activities',
  create: 'Create a task',
  made: { one: 'new activity', other: 'new activities' },
  see: { one: 'See the new activity', other: 'See the {n} new activities' },
  go: 'Go to tasks',
} as const
