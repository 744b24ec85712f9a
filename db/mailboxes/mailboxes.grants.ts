import { full, type GrantsByRole, type Task } from '../core/grants.rules'

/** Of mailboxes: shared ones are for who keeps the workspace's; everybody who writes may add their own, private one. */
const mine = { read: 'own', create: 'own', update: 'own', archive: 'own' } as const

export const mailboxGrants: GrantsByRole = { manager: full, rep: mine, marketer: mine }

/** Follows mailboxes and keeps what comes: conversations with their files, of whom we know, tickets where a mailbox makes some, and what bounced. */
export const mailboxesTask: Task = {
  name: 'mailboxes',
  grants: {
    mailbox: { read: 'all', update: 'all' },
    conversation: { read: 'all', create: 'all', update: 'all' },
    delivery: { read: 'all', update: 'all' },
    ticket: { read: 'all', create: 'all', update: 'all' },
    queue: { read: 'all' },
    lead: { read: 'all' },
    contact: { read: 'all' },
    customer: { read: 'all' },
    deal: { read: 'all' },
    quote: { read: 'all' },
    activity: { read: 'all', create: 'all', update: 'all' },
    attachment: { read: 'all', create: 'all', update: 'all' },
    member: { read: 'all' },
    territory: { read: 'all' },
    custom_field: { read: 'all' },
  },
  keeps: ['suppression', 'notice', 'mail_account'],
}
