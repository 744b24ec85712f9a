import type { Hindrance } from './send-quote.model'

/** What is looked at before a quote is sent. */
interface Surrounding {
  deal: { name: string; status: string; live: boolean }
  customer: object | null
  contact: object | null
}
interface Lines {
  lines: readonly unknown[]
  waiting: readonly number[]
  declined: readonly number[]
}

const hindrance = (rule: string, message: string, params: Hindrance['params'] = {}): Hindrance => ({
  rule: `quote.${rule}`,
  message,
  params,
})

/** All that keeps a draft from being sent, the first thing to do first. */
export function hindrancesOf(
  { validUntil }: { validUntil: string | null },
  part: Lines | undefined,
  { deal, customer, contact }: Surrounding,
  today: string,
): Hindrance[] {
  const found: Hindrance[] = []
  if (!deal.live)
    found.push(hindrance('deal_in_bin', 'Its deal is in the recycle bin. Bring that back first.'))
  else if (deal.status !== 'open')
    found.push(hindrance('deal_closed', `The deal “${deal.name}” is closed.`, { deal: deal.name }))
  if (!part?.lines.length)
    found.push(hindrance('no_lines', 'The deal has no lines, and so no currency and no price.'))
  if (part?.waiting.length)
    found.push(
      hindrance(
        'discount_waits',
        `A discount waits for somebody who may give it: line ${part.waiting.join(', ')}.`,
        {
          lines: part.waiting.join(', '),
          n: part.waiting.length,
        },
      ),
    )
  if (part?.declined.length)
    found.push(
      hindrance('discount_declined', `A discount was declined: line ${part.declined.join(', ')}.`, {
        lines: part.declined.join(', '),
        n: part.declined.length,
      }),
    )
  if (!customer && !contact)
    found.push(hindrance('no_customer', 'Nobody is named to whom it goes: name a customer or a contact.'))
  if (!validUntil) found.push(hindrance('no_validity', 'Say until when it is valid.'))
  else if (validUntil < today)
    found.push(
      hindrance('validity_past', `It would be valid until ${validUntil}, which is over.`, { validUntil }),
    )
  return found
}
