import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import type { DealPart } from './deal-part.queries'
import { quoteDay } from './quote-settings.queries'
import type { Hindrance } from './send-quote.model'
import { hindrancesOf } from './send-quote.rules'

/** Whom a quote is for. */
interface People {
  customer: string | null
  contact: string | null
  email: string | null
}

interface Addressed {
  dealId: string
  customerId: string | null
  contactId: string | null
  validUntil: string | null
}

/** Whom a quote is for, by name, and the deal that it is about. */
export async function addressedBy(tx: Tx, { dealId, customerId, contactId }: Addressed) {
  const [found] = await tx<(People & { name: string; status: string; live: boolean })[]>`
    select (select name from customer where id = ${customerId}) as customer, c.name as contact, c.email,
      d.name, d.status, d.deleted_at is null as live
    from deal d left join contact c on c.id = ${contactId} where d.id = ${dealId}`
  return found!
}

/** All that keeps a quote from being sent now. */
export async function hindrancesIn(
  ctx: Context,
  tx: Tx,
  quote: Addressed,
  part: DealPart | undefined,
): Promise<Hindrance[]> {
  const { customer, contact, ...deal } = await addressedBy(tx, quote)
  const addressee = customer ?? contact
  return hindrancesOf({
    deal,
    part: part ?? null,
    addressee,
    validUntil: quote.validUntil,
    today: quoteDay(ctx),
  })
}
