import { full, type GrantsByRole, see, sellers, type Task } from '../core/grants.rules'

/** Whoever serves customers sees all tickets, so that nobody asks twice, and changes what is theirs or their team's. */
export const ticketGrants: GrantsByRole = {
  manager: full,
  rep: { ...sellers, read: 'all', update: 'all' },
  marketer: see,
  analyst: see,
  read_only: see,
}

/** Closes tickets that have been solved for as long as their workspace waits. */
export const closingTask: Task = {
  name: 'tickets',
  grants: { ticket: { read: 'all', update: 'all', writable: ['status', 'closedAt'] } },
}
