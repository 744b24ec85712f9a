import { full, type GrantsByRole, see } from '../core/grants.rules'

export const competitorGrants: GrantsByRole = {
  manager: full,
  rep: see,
  marketer: see,
  analyst: see,
  read_only: see,
}
