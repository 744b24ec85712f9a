import type { GrantsByRole, Task } from '../core/grants.rules'

/** Of messages that leave: `own` are those that one has wished oneself. To change one is to hold it back, or to decide what became of it. */
const senders = { read: 'own', update: 'own' } as const

export const deliveryGrants: GrantsByRole = {
  manager: { read: 'all', update: 'all' },
  rep: senders,
  marketer: senders,
}

/** Sends the mail that people wished to send, once each, and keeps what became of it. */
export const deliveriesTask: Task = {
  name: 'mail',
  grants: {
    delivery: { read: 'all', create: 'all', update: 'all' },
    conversation: { read: 'all', update: 'all' },
    quote: { read: 'all', update: 'all', writable: [] },
    attachment: { read: 'all' },
    member: { read: 'all' },
  },
  keeps: ['delivery_outbox', 'mail_account', 'suppression', 'file', 'file_chunk'],
}
