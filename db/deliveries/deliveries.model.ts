import * as v from 'valibot'
import { email, trimmed } from '../core/field.model'
import {
  channels,
  deliveryStates,
  purposeNames,
  type StateGroup,
  stateGroups,
  suppressionReasons,
} from './deliveries.rules'

const Id = v.pipe(v.string(), v.uuid('This is not an id.'), v.toLowerCase())
const Moment = v.pipe(v.string(), v.isoTimestamp())
/** A line that stands in a header: nothing in it begins another one. */
const line = (most: number) =>
  v.pipe(
    v.string(),
    v.maxLength(most),
    v.transform(text => text.replaceAll(/[\r\n\0]+/g, ' ').trim()),
  )
const MessageIdOf = v.pipe(
  v.string(),
  v.maxLength(998),
  v.regex(/^<[^<>\s]+>$/, 'Write an id in angle brackets.'),
)

/** Somebody at an address of the channel. */
const Recipient = v.object({
  address: email().schema,
  name: v.optional(v.nullable(line(255)), null),
})

/** What goes along: a file on a record, a file of a job, or a small part that is written out here. */
const Enclosure = v.union([
  v.object({ attachmentId: Id }),
  v.object({ fileId: Id, name: line(255) }),
  /** The PDF of a version of a quote, which is being made. */
  v.object({ quoteId: Id, version: v.number() }),
  v.object({
    name: line(255),
    mediaType: v.pipe(v.string(), v.regex(/^[\w.+-]+\/[\w.+-]+$/)),
    /** Base64, at most 1 MB. */
    content: v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]*={0,2}$/, 'Write base64.'), v.maxLength(1_400_000)),
    /** Of an iCalendar part: what is asked with it. */
    method: v.optional(v.picklist(['REQUEST', 'CANCEL', 'REPLY'])),
    /** Of a picture that the text shows by `cid:`. */
    contentId: v.optional(v.pipe(v.string(), v.regex(/^[^<>\s]+$/), v.maxLength(200))),
  }),
])

const recipients = (most: number) => v.pipe(v.array(Recipient), v.maxLength(most))

/** A message that somebody wishes to leave. */
export const Message = v.object({
  /** Names the wish, once in the workspace: whoever wishes it again gets the delivery that there is. */
  key: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  channel: v.optional(v.picklist(channels), 'email'),
  purpose: v.picklist(purposeNames),
  /** By which mail account; the workspace's when absent. */
  accountId: v.optional(v.nullable(Id), null),
  to: v.pipe(recipients(100), v.minLength(1)),
  cc: v.optional(recipients(100), []),
  bcc: v.optional(recipients(100), []),
  /** The account's own name and address where nothing is said. */
  from: v.optional(
    v.nullable(
      v.object({
        name: v.optional(v.nullable(line(255)), null),
        address: v.optional(v.nullable(email().schema), null),
      }),
    ),
    null,
  ),
  replyTo: v.optional(v.nullable(Recipient), null),
  subject: line(998),
  text: v.pipe(v.string(), v.maxLength(2_000_000)),
  html: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(4_000_000))), null),
  inReplyTo: v.optional(v.nullable(MessageIdOf), null),
  references: v.optional(v.pipe(v.array(MessageIdOf), v.maxLength(300)), []),
  /** Nobody wrote it by hand: it says so, so that no machine answers it. */
  isAutomatic: v.optional(v.boolean(), false),
  /** Where one unsubscribes at a press (RFC 8058); marketing needs it. */
  unsubscribe: v.optional(v.nullable(v.pipe(v.string(), v.url())), null),
  /** By which the recipient has agreed to marketing. */
  consent: v.optional(v.nullable(v.object({ source: line(255), at: Moment })), null),
  attachments: v.optional(v.pipe(v.array(Enclosure), v.maxLength(50)), []),
  /** What it is about: a record by its entity's name, a conversation, a message … */
  about: v.optional(v.nullable(v.object({ type: v.pipe(v.string(), v.maxLength(40)), id: Id })), null),
  /** Not before: for what is to go later, and for what may still be held back. */
  notBefore: v.optional(v.nullable(Moment), null),
})
export type Message = v.InferOutput<typeof Message>
export type MessageInput = v.InferInput<typeof Message>

/** What is kept of a message as long as it is read: all but what the ledger lists. */
export const Content = v.object({
  ...v.pick(Message, [
    'cc',
    'bcc',
    'from',
    'replyTo',
    'text',
    'html',
    'inReplyTo',
    'references',
    'isAutomatic',
    'unsubscribe',
    'consent',
    'attachments',
  ]).entries,
})
export type Content = v.InferOutput<typeof Content>

/** Why a message is in its state: when, and what proves it. */
export const Evidence = v.object({
  at: v.string(),
  state: v.picklist(deliveryStates),
  /** What it rests on: `smtp` an answer of the server, `report` a bounce or complaint that came in, `rule` of ours, `person`. */
  by: v.picklist(['smtp', 'report', 'reply', 'rule', 'person']),
  /** A stable name of what happened, such as `accepted`, `put_off`, `refused`, `suppressed.bounce`. */
  what: v.string(),
  /** Of an answer: its code (`250`, `5.1.1`), its words, and who gave it. */
  code: v.optional(v.nullable(v.string())),
  text: v.optional(v.nullable(v.string())),
  server: v.optional(v.nullable(v.string())),
  /** Whom of several recipients it is about. */
  addresses: v.optional(v.array(v.string())),
  /** Until when it waits. */
  until: v.optional(v.nullable(v.string())),
  memberId: v.optional(v.nullable(v.string())),
})
export type Evidence = v.InferOutput<typeof Evidence>

/** A delivery as lists tell it. */
export const Delivery = v.object({
  id: v.string(),
  channel: v.picklist(channels),
  purpose: v.picklist(purposeNames),
  state: v.picklist(deliveryStates),
  to: v.array(Recipient),
  subject: v.string(),
  messageId: v.string(),
  about: v.nullable(v.object({ type: v.string(), id: v.string() })),
  /** When it is tried next, while it waits. */
  dueAt: v.nullable(v.string()),
  attempts: v.number(),
  createdAt: v.string(),
  createdBy: v.nullable(v.string()),
  /** Since when it is in its state. */
  since: v.string(),
  /** The last of its evidence. */
  last: v.nullable(Evidence),
})
export type Delivery = v.InferOutput<typeof Delivery>

/** All of one delivery. `content` is null where it was a secret that has gone out. */
export const DeliveryWhole = v.object({
  ...Delivery.entries,
  evidence: v.array(Evidence),
  content: v.nullable(v.omit(Content, ['consent'])),
  /** It holds a secret: nobody is told what it says. */
  withheld: v.boolean(),
  accountId: v.nullable(v.string()),
})
export type DeliveryWhole = v.InferOutput<typeof DeliveryWhole>

/** An address that gets nothing any more. */
export const Suppression = v.object({
  id: v.string(),
  channel: v.picklist(channels),
  address: v.string(),
  reason: v.picklist(suppressionReasons),
  note: v.nullable(v.string()),
  deliveryId: v.nullable(v.string()),
  createdAt: v.string(),
  createdBy: v.nullable(v.string()),
})
export type Suppression = v.InferOutput<typeof Suppression>

export const SuppressionAdd = v.strictObject({
  address: email().schema,
  note: v.optional(v.nullable(trimmed(500)), null),
})

/** What deliveries are asked for by. */
export const DeliveriesAsked = {
  state: v.optional(v.picklist(Object.keys(stateGroups) as StateGroup[])),
  purpose: v.optional(v.picklist(purposeNames)),
  /** The record, conversation or message that they are about. */
  about: v.optional(Id),
  /** Of the subject, or of whom it went to. */
  words: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200))),
}
export type DeliveriesAsked = v.InferOutput<v.ObjectSchema<typeof DeliveriesAsked, undefined>>
