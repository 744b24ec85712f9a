import { full, type Grant, type GrantsByRole, see, type Task } from '../core/grants.rules'

export const territoryGrants: GrantsByRole = {
  manager: full,
  rep: see,
  marketer: see,
  analyst: see,
  read_only: see,
}

const placed: Grant = { read: 'all', update: 'all', writable: ['territoryId'] }

/** Places all records anew when the rules of territories have changed. */
export const placingTask: Task = {
  name: 'territories',
  grants: {
    territory: { read: 'all' },
    lead: placed,
    customer: placed,
    contact: placed,
    deal: placed,
    quote: placed,
    custom_field: { read: 'all' },
  },
  keeps: ['territory_placing'],
}
