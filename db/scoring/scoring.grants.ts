import type { Grant, Grants, Task } from '../core/grants.rules'

const scored: Grant = { read: 'all', update: 'all', writable: ['score', 'scoreChange', 'scoredAt'] }

/** What a model reads of a record and of what is around it, and the score that it writes. */
export const scoredGrants: Grants = {
  lead: scored,
  deal: scored,
  customer: { read: 'all' },
  product: { read: 'all' },
  custom_field: { read: 'all' },
  model: { read: 'all' },
}

/** Scores records anew when something about them has changed, and all open ones twice a day. */
export const scoringTask: Task = { name: 'scoring', grants: scoredGrants, keeps: ['score'] }
