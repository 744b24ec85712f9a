import type { Task } from '../core/grants.rules'

/** Keeps what was promised for each ticket, tells what will be due and what is late, and counts anew when policies or hours change. */
export const serviceLevelsTask: Task = {
  name: 'service levels',
  grants: {
    ticket: {
      read: 'all',
      update: 'all',
      writable: ['policy', 'replyBy', 'solveBy', 'dueAt', 'leftMinutes', 'firstRepliedAt'],
    },
    calendar: { read: 'all' },
    absence: { read: 'all' },
    custom_field: { read: 'all' },
  },
  keeps: ['service_policies', 'clock_recount'],
}
