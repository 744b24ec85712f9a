import type { Hindrance } from './send-quote.model'

/** What is looked at before a quote is sent. */
export interface Sendable {
  deal: { name: string; status: string; live: boolean }
  /** Null: the deal has no lines. */
  part: {
    currency: string
    lines: readonly unknown[]
    waiting: readonly number[]
    declined: readonly number[]
  } | null
  /** The name of whom it is for. */
  addressee: string | null
  validUntil: string | null
  today: string
}

const hindrance = (rule: string, message: string, params: Hindrance['params'] = {}): Hindrance => ({
  rule: `quote.${rule}`,
  message,
  params,
})

/** All that keeps a draft from being sent, the first thing to do first. */
export function hindrancesOf({ deal, part, addressee, validUntil, today }: Sendable): Hindrance[] {
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
          count: part.waiting.length,
        },
      ),
    )
  if (part?.declined.length)
    found.push(
      hindrance('discount_declined', `A discount was declined: line ${part.declined.join(', ')}.`, {
        lines: part.declined.join(', '),
        count: part.declined.length,
      }),
    )
  if (!addressee)
    found.push(hindrance('no_customer', 'Nobody is named to whom it goes: name a customer or a contact.'))
  if (!validUntil) found.push(hindrance('no_validity', 'Say until when it is valid.'))
  else if (validUntil < today)
    found.push(
      hindrance('validity_past', `It would be valid until ${validUntil}, which is over.`, { validUntil }),
    )
  return found
}
