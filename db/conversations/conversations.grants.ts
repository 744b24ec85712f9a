import { full, type GrantsByRole } from '../core/grants.rules'

/**
 * Whose a conversation is tells its assignee. Who sells sees their team's and what nobody has taken, and takes it; what people write to each other is no
 * matter of analysis. A private mailbox is its owner's alone, whatever is granted.
 */
export const conversationGrants: GrantsByRole = {
  manager: full,
  rep: { read: 'team', create: 'all', update: 'team' },
  marketer: { read: 'team', create: 'all', update: 'team' },
}
