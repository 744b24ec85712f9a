import type { Task } from '../core/grants.rules'

/** Takes what the log tells of rights over into the audit, and seals it. */
export const auditTask: Task = {
  name: 'audit',
  grants: {
    audit: { read: 'all', create: 'all', update: 'all' },
    member: { read: 'all' },
    api_key: { read: 'all' },
  },
}
