import type { Context } from '../core/context'
import { allOf, type Tx } from '../core/database'
import type { By, Change } from '../records/change.model'
import { nextNumber } from './take-number'
import type { Ticket } from './tickets.model'
import type { TicketFacts } from './tickets.rules'

/** What new tickets of a batch take: their numbers, and their contacts' customers. */
export async function ticketFacts(
  ctx: Context,
  tx: Tx,
  changes: readonly Change<Ticket>[],
  by: By,
): Promise<TicketFacts> {
  const made = changes.filter(({ before }) => !before)
  if (made.length === 0 || by.putsBack) return { number: 1, customers: new Map() }
  const contacts = made.flatMap(({ values, told }) =>
    values.contactId && told.customerId === undefined ? [values.contactId] : [],
  )
  const [number, customers] = await allOf([
    nextNumber(ctx, tx),
    contacts.length
      ? tx<{ id: string; customerId: string | null }[]>`
          select c.id, c.customer_id from contact c join customer k on k.id = c.customer_id and k.deleted_at is null
          where c.id = any(${contacts}::uuid[])`
      : Promise.resolve([]),
  ])
  return { number, customers: new Map(customers.map(({ id, customerId }) => [id, customerId])) }
}
