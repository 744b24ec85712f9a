import { full, type GrantsByRole, see, sellers } from '../core/grants.rules'

export const dealGrants: GrantsByRole = {
  manager: full,
  rep: sellers,
  marketer: see,
  analyst: see,
  read_only: see,
}
