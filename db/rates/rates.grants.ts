import type { Task } from '../core/grants.rules'

/** Fetches the rates of each day from the address that an administrator has set, and gives days on which something was closed the rate that they lacked. */
export const ratesTask: Task = {
  name: 'exchange rates',
  grants: {
    exchange_rate: { read: 'all', create: 'all', update: 'all' },
    deal: { read: 'all' },
    quote: { read: 'all' },
  },
  keeps: ['closing_rate'],
}
