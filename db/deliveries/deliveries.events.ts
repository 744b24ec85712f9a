import * as v from 'valibot'
import { areas, type RecordName } from '../core/areas.model'
import { eventsOf } from '../events/event.model'

const about = { deliveryId: v.string(), purpose: v.string() }
/** The code by which a server or a report said it; null where it gave none. */
const code = v.nullable(v.string())

/** What becomes of messages about a record, told by the record. Whom they go to and what they say stands in the ledger alone. */
export const deliveryEvents = eventsOf(
  { subject: Object.keys(areas) as RecordName[], word: 'delivery', also: 'delivery' },
  {
    handedOver: { payload: about, shown: true },
    delivered: { payload: about, shown: true },
    bounced: { payload: { ...about, code }, shown: true },
    complained: { payload: about, shown: true },
    failed: { payload: { ...about, code }, shown: true },
    suppressed: { payload: { ...about, reason: v.string() }, shown: true },
    unknown: { payload: about, shown: true },
  },
)

/** The work that sends a workspace's messages: it is begun where it is not there, and woken where it lies down. */
export const outboxEvents = eventsOf(
  { subject: 'delivery_outbox', sight: null },
  {
    requested: { asks: { start: 'sendDeliveries', id: 'outbox', limit: '365 days' } },
    woken: { payload: { what: v.string() }, asks: { signal: 'woken', id: 'outbox', argument: 'what' } },
  },
)

/** About the mail server of a workspace. */
export const mailSettingEvents = eventsOf(
  { subject: 'workspace', word: 'mail_settings' },
  { saved: { payload: { version: v.number() } } },
)
