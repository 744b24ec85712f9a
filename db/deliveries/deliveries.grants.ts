import type { GrantsByRole } from '../core/grants.rules'

/** Of messages that leave: `own` are those that one has wished oneself. To change one is to hold it back, or to decide what became of it. */
const senders = { read: 'own', update: 'own' } as const

export const deliveryGrants: GrantsByRole = {
  manager: { read: 'all', update: 'all' },
  rep: senders,
  marketer: senders,
}
