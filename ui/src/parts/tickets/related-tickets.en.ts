/** Tickets beside what they are about. */
export default {
  title: 'Tickets',
  none: 'No ticket.',
  failed: 'The tickets could not be loaded',
  'state.new': 'New',
  'state.open': 'Open',
  'state.waiting_customer': 'Waiting for the customer',
  'state.waiting_elsewhere': 'Waiting elsewhere',
  'state.solved': 'Solved',
  'state.closed': 'Closed',
} as const
