import { full, type GrantsByRole, see, sellers } from '../core/grants.rules'

export const customerGrants: GrantsByRole = {
  manager: full,
  rep: { ...sellers, read: 'all' },
  marketer: see,
  analyst: see,
  read_only: see,
}
