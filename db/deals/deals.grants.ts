import { full, type GrantsByRole, see, sellers, type Task } from '../core/grants.rules'

export const dealGrants: GrantsByRole = {
  manager: full,
  rep: sellers,
  marketer: see,
  analyst: see,
  read_only: see,
}

/** Reminds who may decide an approval that has waited its time. */
export const approvalsTask: Task = {
  name: 'approvals',
  grants: {
    deal: { read: 'all', update: 'all', writable: [] },
    stage: { read: 'all' },
    pipeline: { read: 'all' },
    member: { read: 'all' },
  },
}

/** Adds up what is kept of the sums of deals, as each write of one leaves it behind. It sees no deal. */
export const dealSumsTask: Task = { name: 'sums of deals', grants: {} }
