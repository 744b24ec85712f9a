import { full, type GrantsByRole, see } from '../core/grants.rules'

export const queueGrants: GrantsByRole = {
  manager: full,
  rep: see,
  marketer: see,
  analyst: see,
  read_only: see,
}
