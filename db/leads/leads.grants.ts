import { full, type GrantsByRole, see, sellers } from '../core/grants.rules'

export const leadGrants: GrantsByRole = {
  manager: full,
  rep: sellers,
  marketer: full,
  analyst: see,
  read_only: see,
}
