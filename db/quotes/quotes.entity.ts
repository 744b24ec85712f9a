import { areas } from '../core/areas.model'
import type { Entity } from '../records/entity'
import { beginVersions } from './begin-versions'
import { quoteEvents } from './quotes.events'
import { quoteFacts } from './quotes.facts'
import { quoteKeys } from './quotes.keys'
import { QuoteModel } from './quotes.model'
import { prepareQuote, type QuoteFacts } from './quotes.rules'

export const quoteEntity: Entity<typeof QuoteModel, QuoteFacts> = {
  name: 'quote',
  area: areas.quote,
  model: QuoteModel,
  events: quoteEvents,
  keys: quoteKeys,
  titleField: 'name',
  detailField: 'number',
  life: { facts: quoteFacts, prepare: prepareQuote, settle: beginVersions },
}
