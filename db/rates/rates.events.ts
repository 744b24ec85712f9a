import * as v from 'valibot'
import { eventsOf } from '../events/event.model'

/** About the table of rates of a workspace, whose id is the subject's. Single rates are in before and after, `<day> <currency>` by rate, where they are few. */
export const rateEvents = eventsOf(
  { subject: 'exchange_rate' },
  {
    saved: {
      payload: {
        source: v.string(),
        added: v.number(),
        replaced: v.number(),
        from: v.nullable(v.string()),
        until: v.nullable(v.string()),
      },
    },
    removed: { payload: { day: v.string(), currency: v.string() } },
    /** The right rate of a day was entered, and so many closing days and their deals took it. */
    corrected: {
      payload: { day: v.string(), currency: v.string(), days: v.number(), deals: v.number() },
    },
    configured: {},
    /** How the address answered; `failure` is the rule that says why not. */
    fetched: { payload: { failure: v.nullable(v.string()) } },
  },
)

/** A fetch is a work of its own: asked for again, it is another one. */
export const rateFetchEvents = eventsOf(
  { subject: 'rate_fetch', sight: 'exchange_rate' },
  { requested: { asks: { start: 'fetchRates', id: 'rates', limit: '1 days' } } },
)

/** The rate at which a closed deal is valued was wrong, and is another from now on. `day` is its closing day. */
export const closingRateEvents = eventsOf(
  { subject: 'deal', word: 'closing_rate' },
  {
    corrected: {
      payload: { day: v.string(), currency: v.string(), before: v.string(), after: v.string() },
      shown: true,
    },
  },
)
