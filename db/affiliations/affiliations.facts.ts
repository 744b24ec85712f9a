import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import type { Change } from '../records/change.model'
import type { Affiliation } from './affiliations.model'
import type { AffiliationFacts, Held } from './affiliations.rules'

/** What the contacts of a batch are already, locked so that two who add the same at once take turns. */
export async function affiliationFacts(
  _ctx: Context,
  tx: Tx,
  changes: readonly Change<Affiliation>[],
): Promise<AffiliationFacts> {
  const contacts = [
    ...new Set(
      changes.flatMap(({ before, values }) =>
        [before?.contactId, values.contactId].filter(id => typeof id === 'string'),
      ),
    ),
  ].sort()
  if (contacts.length === 0) return { held: [] }
  await tx`select id from contact where id = any(${contacts}::uuid[]) order by id for no key update`
  const held = await tx<Held[]>`
    select id, contact_id, customer_id, role, to_char(since, 'YYYY-MM-DD') as since, to_char(until, 'YYYY-MM-DD') as until
    from affiliation where contact_id = any(${contacts}::uuid[]) and deleted_at is null`
  return { held: [...held] }
}
