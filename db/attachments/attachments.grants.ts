import { full, type GrantsByRole, see, type Task } from '../core/grants.rules'

/** Of files on records that one may see: `own` are those that one has brought oneself. */
const bringers = { read: 'all', create: 'all', update: 'own', archive: 'own' } as const

export const attachmentGrants: GrantsByRole = {
  manager: full,
  rep: bringers,
  marketer: bringers,
  analyst: see,
  read_only: see,
}

/** Asks the scanner about files, makes their small pictures, and clears away what was in the bin for 30 days. It sees no record that a file is on. */
export const filesTask: Task = {
  name: 'files',
  grants: { attachment: { read: 'all', update: 'all', archive: 'all' } },
}
