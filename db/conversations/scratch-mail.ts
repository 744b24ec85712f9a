import { systemClock } from '../core/clock'
import { uuidv7 } from '../core/ids'
import type { IncomingMail } from './incoming.model'

/** A mail of a stranger that came just now, for tests; each with an id of its own. */
export const scratchMail = (given: Partial<IncomingMail> = {}): IncomingMail => ({
  messageId: `<${uuidv7()}@else.example>`,
  inReplyTo: null,
  references: [],
  from: { address: 'noor@gulf.example', name: 'Noor Al-Sabah' },
  to: [{ address: 'support@meridian.example', name: null }],
  cc: [],
  replyTo: null,
  subject: 'Cold box arrived open',
  text: 'The cold box arrived open.',
  quoted: null,
  html: null,
  remoteImages: 0,
  at: systemClock().toISOString(),
  sentAt: null,
  automatic: false,
  stub: null,
  meeting: null,
  attachments: [],
  source: null,
  ...given,
})
