import { full, type GrantsByRole, see } from '../core/grants.rules'

/** Who keeps contacts keeps what they are at other companies too. It has no owner of its own. */
export const affiliationGrants: GrantsByRole = {
  manager: full,
  rep: full,
  marketer: full,
  analyst: { ...see, readable: ['role', 'contactId', 'customerId', 'since', 'until'] },
  read_only: see,
}
