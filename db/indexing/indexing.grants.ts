import type { Task } from '../core/grants.rules'

/** Builds the indexes of the fields by which a workspace filters, and takes away those that nobody uses. */
export const indexingTask: Task = {
  name: 'filter indexes',
  grants: {
    lead: { read: 'all' },
    customer: { read: 'all' },
    contact: { read: 'all' },
    deal: { read: 'all' },
    quote: { read: 'all' },
    activity: { read: 'all' },
    product: { read: 'all' },
  },
  keeps: ['filter_index'],
}
