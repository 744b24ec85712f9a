import { full, type Grant, type GrantsByRole, see, sellers, type Task } from '../core/grants.rules'

export const activityGrants: GrantsByRole = {
  manager: full,
  rep: { ...sellers, read: 'all' },
  marketer: { read: 'all', create: 'all', update: 'own', archive: 'own' },
  analyst: see,
  read_only: see,
}

/** When somebody was last in touch follows from what has happened. */
const contacted: Grant = { read: 'all', update: 'all', writable: ['lastActivityAt'] }

/** Notes that what was planned has begun, reminds its owner, and makes the next meetings of a series without an end. */
export const dueTask: Task = {
  name: 'calendar and reminders',
  grants: {
    activity: { read: 'all', create: 'all', update: 'all', writable: ['occurredAt'] },
    lead: contacted,
    deal: contacted,
    contact: contacted,
    customer: contacted,
    member: { read: 'all' },
  },
  keeps: ['activity_due', 'notice'],
}

/** Tells who watches a record what has happened to it: what each of them may read, by their roles, teams, territories and shares. */
export const watchersTask: Task = {
  name: 'watchers',
  grants: {
    lead: { read: 'all' },
    customer: { read: 'all' },
    contact: { read: 'all' },
    deal: { read: 'all' },
    quote: { read: 'all' },
    member: { read: 'all' },
    role: { read: 'all' },
    api_key: { read: 'all' },
    territory: { read: 'all' },
  },
  keeps: ['notice', 'record_watcher', 'record_share'],
}
