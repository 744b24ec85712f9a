import { areas } from '../core/areas.model'
import type { Entity } from '../records/entity'
import { customerFacts } from '../territories/place.facts'
import { type PlaceFacts, placeByCustomer } from '../territories/place.rules'
import { beginVersions } from './begin-versions'
import { quoteEvents } from './quotes.events'
import { quoteFacts } from './quotes.facts'
import { quoteKeys } from './quotes.keys'
import { QuoteModel } from './quotes.model'
import { ofTheDeals, prepareQuote, type QuoteFacts } from './quotes.rules'

export const quoteEntity: Entity<typeof QuoteModel, QuoteFacts & { places: PlaceFacts }> = {
  name: 'quote',
  area: areas.quote,
  model: QuoteModel,
  events: quoteEvents,
  keys: quoteKeys,
  titleField: 'name',
  detailField: 'number',
  life: {
    facts: async (ctx, tx, changes, by) => {
      const facts = await quoteFacts(ctx, tx, changes, by)
      return { ...facts, places: await customerFacts(ctx, tx, ofTheDeals(changes, facts), by) }
    },
    prepare: (change, facts, by) =>
      prepareQuote(change, facts, by) ?? placeByCustomer(change, facts.places, by),
    settle: beginVersions,
  },
}
