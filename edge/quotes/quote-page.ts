import { languageOfLink } from '@sextant/db/quotes/public-quote.queries'
import type { GuestPage } from '../app/guest-page'

/** What a customer gets: the page of a quote, in the language of the quote. */
export const quotePage: GuestPage = {
  path: '/q/:token',
  allowance: { name: 'quote-pages', perMinute: 240 },
  languageOf: ({ db, clock, secret }, token) =>
    languageOfLink({ db, clock, requestId: 'page' }, secret, token),
}
