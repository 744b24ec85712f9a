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

/** About what all quotes of a workspace say. */
export const quoteSettingEvents = eventsOf(
  { subject: 'workspace', word: 'quote_settings' },
  { saved: { payload: { version: v.number() } } },
)
