import { full, type GrantsByRole, see, sellers, type Task } from '../core/grants.rules'

/** As with deals. What a quote comes to is for who may read the amount of a deal (`policy.rules.ts`). */
export const quoteGrants: GrantsByRole = {
  manager: full,
  rep: sellers,
  marketer: see,
  analyst: see,
  read_only: see,
}

/** Ends what nobody accepted in time. */
export const quoteExpiryTask: Task = {
  name: 'expiry of quotes',
  grants: { quote: { read: 'all', update: 'all', writable: ['status'] } },
}

/** Sets the PDF of a version that was sent or accepted. */
export const quotePdfTask: Task = {
  name: 'PDFs of quotes',
  grants: { quote: { read: 'all', update: 'all', writable: [] } },
  keeps: ['file', 'file_chunk'],
}

/** What a customer who has the link to a quote may do with it: look at it, answer, and with an acceptance move its deal as the settings say. */
export const quoteLinkTask: Task = {
  name: 'links to quotes',
  grants: {
    quote: { read: 'all', update: 'all', writable: ['status', 'viewedAt', 'answeredAt'] },
    deal: { read: 'all', update: 'all' },
    customer: { read: 'all', update: 'all', writable: ['status', 'customerSince'] },
    stage: { read: 'all' },
    pipeline: { read: 'all' },
    exchange_rate: { read: 'all' },
    territory: { read: 'all' },
    custom_field: { read: 'all' },
  },
  keeps: ['file', 'file_chunk', 'closing_rate'],
}
