import { full, type GrantsByRole } from '../core/grants.rules'

/** Of mailboxes: shared ones are for who keeps the workspace's; everybody who writes may add their own, private one. */
const mine = { read: 'own', create: 'own', update: 'own', archive: 'own' } as const

export const mailboxGrants: GrantsByRole = { manager: full, rep: mine, marketer: mine }
