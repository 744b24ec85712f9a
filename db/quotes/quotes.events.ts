import * as v from 'valibot'
import { eventsOf } from '../events/event.model'
import { recordEvents } from '../events/record.events'

export const quoteEvents = recordEvents('quote')

const version = v.number()

/** What becomes of a quote's versions. `sha256` is that of the document as it was sent. */
export const quoteVersionEvents = eventsOf(
  { subject: 'quote' },
  {
    drafted: { payload: { version }, shown: true },
    sent: {
      payload: { version, number: v.string(), sha256: v.string(), replaced: v.nullable(v.number()) },
      shown: true,
    },
    withdrawn: { payload: { version, number: v.string() }, shown: true },
    /** By their link, whose name is the actor's: the customer has looked at it, for the how-manieth time, and what they said. */
    viewed: { payload: { version, number: v.string(), views: v.number() }, shown: true },
    accepted: {
      payload: { version, number: v.string(), sha256: v.string(), name: v.string() },
      shown: true,
    },
    changeAsked: { payload: { version, number: v.string(), text: v.string() }, shown: true },
    declined: { payload: { version, number: v.string(), reason: v.nullable(v.string()) }, shown: true },
    expired: { payload: { version, number: v.string() }, shown: true },
    /** After it was accepted: where its deal went, or did not go, and by which rule. */
    dealMoved: { payload: { stage: v.string() }, shown: true },
    dealStayed: {
      payload: { stage: v.string(), rule: v.string(), params: v.record(v.string(), v.string()) },
      shown: true,
    },
    linkMade: { payload: { version, name: v.string() }, shown: true },
    linkWithdrawn: { payload: { version, name: v.string() }, shown: true },
  },
)

/** A PDF is a work of its own: asked for again, it is another one. Shown to nobody, as screens look whether it is there. */
export const quotePdfEvents = eventsOf(
  { subject: 'quote_pdf', sight: null },
  {
    requested: { asks: { start: 'makeQuotePdf', id: 'quote-pdf', limit: '2 days' } },
    made: { payload: { quoteId: v.string(), version } },
    failed: { payload: { quoteId: v.string(), version } },
  },
)

/** About what all quotes of a workspace say. */
export const quoteSettingEvents = eventsOf(
  { subject: 'workspace', word: 'quote_settings' },
  { saved: { payload: { version: v.number() } } },
)
