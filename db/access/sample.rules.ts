import type { RecordName } from '../core/areas.model'
import { type Access, scopeOf } from '../core/grants.rules'

/** The kinds of record that sample data has. */
const kinds = ['product', 'lead', 'customer', 'contact', 'deal', 'activity'] as const satisfies RecordName[]

/** Who may have sample data made and taken away: who may bring records in, and make and archive each kind that there is in it. */
export const maySample = (access: Access): boolean =>
  scopeOf(access, 'import', 'create') !== undefined &&
  kinds.every(kind => scopeOf(access, kind, 'create') === 'all' && scopeOf(access, kind, 'archive') === 'all')
