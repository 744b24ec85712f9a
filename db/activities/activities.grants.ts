import { full, type GrantsByRole, see, sellers } from '../core/grants.rules'

export const activityGrants: GrantsByRole = {
  manager: full,
  rep: { ...sellers, read: 'all' },
  marketer: { read: 'all', create: 'all', update: 'own', archive: 'own' },
  analyst: see,
  read_only: see,
}
