import type { Task } from '../core/grants.rules'

/** Keeps the clock of each lead that is to be answered, and tells who is late. */
export const responseTask: Task = {
  name: 'first response',
  grants: {
    lead: { read: 'all', update: 'all', writable: ['respondBy', 'respondedAt'] },
    activity: { read: 'all' },
    custom_field: { read: 'all' },
    calendar: { read: 'all' },
    absence: { read: 'all' },
  },
  keeps: ['response_rules'],
}
