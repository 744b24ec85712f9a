import { full, type GrantsByRole, see } from '../core/grants.rules'

/** Of files on records that one may see: `own` are those that one has brought oneself. */
const bringers = { read: 'all', create: 'all', update: 'own', archive: 'own' } as const

export const attachmentGrants: GrantsByRole = {
  manager: full,
  rep: bringers,
  marketer: bringers,
  analyst: see,
  read_only: see,
}
