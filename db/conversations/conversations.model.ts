import * as v from 'valibot'
import { email, instant, trimmed } from '../core/field.model'

const conversationStates = ['open', 'snoozed', 'closed'] as const
/** in: it came to us. out: it went to them. note: ours alone. */
export const directions = ['in', 'out', 'note'] as const
/** Whether we know who writes: `unknown` waits for somebody to decide, `ignored` was decided. */
const senders = ['known', 'unknown', 'ignored'] as const

/** The records that a conversation can stand on. */
export const linkedKinds = ['customer', 'contact', 'lead', 'deal'] as const
export type LinkedKind = (typeof linkedKinds)[number]

const id = v.pipe(v.string(), v.uuid('Write the id of a record.'))
const nullableId = v.nullable(id)
const Written = trimmed(100_000)
const Subject = v.pipe(v.string(), v.trim(), v.maxLength(500, 'At most 500 characters.'))
const Address = email().schema
const Tag = trimmed(255)

/** Somebody at an address, as a mail names them. */
const Mailbox = v.object({ address: v.string(), name: v.nullable(v.string()) })
export type MailAddress = v.InferOutput<typeof Mailbox>

const Links = {
  customerId: v.nullable(v.string()),
  contactId: v.nullable(v.string()),
  leadId: v.nullable(v.string()),
  dealId: v.nullable(v.string()),
  ticketId: v.nullable(v.string()),
}

/** One thread, over whichever channels it goes. */
export const Conversation = v.object({
  id: v.string(),
  version: v.number(),
  subject: v.string(),
  /** As of now: one whose sleep is over is open again. */
  state: v.picklist(conversationStates),
  snoozedUntil: v.nullable(v.string()),
  assigneeId: v.nullable(v.string()),
  tags: v.array(v.string()),
  channels: v.array(v.string()),
  mailboxId: v.nullable(v.string()),
  /** Whose mailbox it came to, where that is for one person alone and nobody has shared the thread. */
  privateOf: v.nullable(v.string()),
  sender: v.picklist(senders),
  ...Links,
  /** What the linked records are called, by id, as far as the asker may read them. */
  names: v.record(v.string(), v.string()),
  /** The person at the other end who wrote last, or is written to. */
  correspondent: v.nullable(Mailbox),
  messages: v.number(),
  lastMessageAt: v.string(),
  lastDirection: v.nullable(v.picklist(directions)),
  excerpt: v.string(),
  createdAt: v.string(),
})
export type Conversation = v.InferOutput<typeof Conversation>

/** What came along with a message. Its bytes are at `/crm/conversations/{id}/attachments/{attachmentId}`. */
const MessageAttachment = v.object({
  id: v.string(),
  name: v.string(),
  mediaType: v.string(),
  bytes: v.number(),
  /** Of a picture that the text shows in its place. */
  contentId: v.nullable(v.string()),
})
export type MessageAttachment = v.InferOutput<typeof MessageAttachment>

/** What is known of a message that went out, by evidence. */
const Delivery = v.object({
  id: v.string(),
  state: v.string(),
  notBefore: v.nullable(v.string()),
  at: v.nullable(v.string()),
  /** What proves it: the answer of a server, a bounce. */
  evidence: v.nullable(v.string()),
})

/** A meeting that a mail proposes. */
export const ProposedMeeting = v.object({
  uid: v.nullable(v.string()),
  method: v.nullable(v.string()),
  name: v.string(),
  place: v.nullable(v.string()),
  startsAt: v.nullable(v.string()),
  endsAt: v.nullable(v.string()),
  /** How it repeats, as iCalendar writes it. */
  repeats: v.nullable(v.string()),
})
export type ProposedMeeting = v.InferOutput<typeof ProposedMeeting>

/** A message of a conversation. */
export const Message = v.object({
  id: v.string(),
  channel: v.string(),
  direction: v.picklist(directions),
  /** The member who wrote it; null for one that came, and for what a machine wrote. */
  authorId: v.nullable(v.string()),
  from: v.nullable(Mailbox),
  to: v.array(Mailbox),
  cc: v.array(Mailbox),
  /** Where a mail asks its answers to go, where that is not whence it came. Nothing goes by it. */
  replyTo: v.nullable(v.string()),
  subject: v.string(),
  /** What was written, without what is quoted. */
  text: v.string(),
  quoted: v.nullable(v.string()),
  /** Whether it has HTML, made safe, at `/crm/conversations/{id}/messages/{messageId}/html`. */
  hasHtml: v.boolean(),
  /** How many pictures on other servers its HTML asks for. */
  remoteImages: v.number(),
  at: v.string(),
  /** What its sender says of when it was sent; null where that is nothing, or cannot be. */
  sentAt: v.nullable(v.string()),
  /** A machine answered: an absence note, a bounce, a list. */
  automatic: v.boolean(),
  /** Why it is not here whole, by a stable word: `too_large`, `unreadable`. */
  stub: v.nullable(v.string()),
  attachments: v.array(MessageAttachment),
  meeting: v.nullable(ProposedMeeting),
  delivery: v.nullable(Delivery),
})
export type Message = v.InferOutput<typeof Message>

/** Who takes part, and whether they came with the last message only. */
const Participant = v.object({ address: v.string(), name: v.nullable(v.string()), isOurs: v.boolean() })

/** A conversation and its newest messages, in their order. */
export const Thread = v.object({
  conversation: Conversation,
  messages: v.array(Message),
  /** How many are before those. */
  earlier: v.number(),
  participants: v.array(Participant),
  /** Names of members who wrote or are assigned, by id. */
  members: v.record(v.string(), v.string()),
  may: v.object({ update: v.boolean() }),
})
export type Thread = v.InferOutput<typeof Thread>

export const conversationViews = ['open', 'mine', 'unassigned', 'snoozed', 'closed', 'unknown'] as const
export type ConversationView = (typeof conversationViews)[number]

/** The conversations of a view, the newest message first. `next` goes in as `after`. */
export const ConversationList = v.object({
  results: v.array(Conversation),
  next: v.nullable(v.string()),
})
export type ConversationList = v.InferOutput<typeof ConversationList>

/** How many each view has, up to a thousand. */
export const ConversationCounts = v.object(
  Object.fromEntries(conversationViews.map(view => [view, v.number()])) as Record<
    ConversationView,
    v.NumberSchema<undefined>
  >,
)
export type ConversationCounts = v.InferOutput<typeof ConversationCounts>

const Linking = {
  customerId: v.optional(nullableId),
  contactId: v.optional(nullableId),
  leadId: v.optional(nullableId),
  dealId: v.optional(nullableId),
}

/** What is changed of a conversation; what is absent stays. */
export const ConversationChange = v.strictObject({
  subject: v.optional(Subject),
  state: v.optional(v.picklist(conversationStates)),
  /** Until when it sleeps; goes with the state `snoozed`. */
  snoozedUntil: v.optional(v.nullable(instant().schema)),
  assigneeId: v.optional(nullableId),
  tags: v.optional(v.pipe(v.array(Tag), v.maxLength(30, 'At most 30 tags.'))),
  ticketId: v.optional(nullableId),
  ...Linking,
  /** `true` shows a private thread to the workspace. There is no way back: others may have read it. */
  shared: v.optional(v.literal(true)),
})

/** A note for ourselves. Who stands in it as @ and their name is told. */
export const NoteWritten = v.strictObject({ text: Written })

const Addresses = v.pipe(v.array(Address), v.maxLength(50, 'At most 50 addresses.'))

/** An answer to the others. */
export const ReplyWritten = v.strictObject({
  text: Written,
  to: v.pipe(Addresses, v.minLength(1, 'Write to somebody.')),
  cc: v.optional(Addresses, []),
  /** Not before; the usual 10 seconds leave time to take it back. */
  sendAt: v.optional(v.nullable(instant().schema)),
  /** The last message that was in sight: where one of ours has gone out since, it is refused until it is sent again with that one. */
  seenId: v.optional(nullableId),
  /** What becomes of the conversation. */
  state: v.optional(v.picklist(conversationStates)),
})

/** The first message of a conversation. */
export const ConversationStart = v.strictObject({
  subject: v.pipe(Subject, v.nonEmpty('Write a subject.')),
  ...v.omit(ReplyWritten, ['seenId', 'state']).entries,
  ...Linking,
  ticketId: v.optional(nullableId),
})

/** Which conversation goes into this one; its messages keep their time. */
export const ConversationMerge = v.strictObject({ otherId: id })

/** From which message on a conversation of its own begins. */
export const ConversationSplit = v.strictObject({ messageId: id, subject: v.optional(Subject) })

/** Who is there: told every few seconds by an open screen. */
export const PresenceTold = v.strictObject({ typing: v.optional(v.boolean(), false) })

/** Who else has it open. */
export const Presence = v.object({
  others: v.array(v.object({ memberId: v.string(), name: v.string(), typing: v.boolean() })),
})
export type Presence = v.InferOutput<typeof Presence>

/** What becomes of somebody unknown. */
export const SenderDecision = v.variant('verdict', [
  v.strictObject({
    verdict: v.literal('lead'),
    name: v.optional(v.pipe(v.string(), v.trim(), v.nonEmpty())),
  }),
  v.strictObject({
    verdict: v.literal('contact'),
    name: v.optional(v.pipe(v.string(), v.trim(), v.nonEmpty())),
    customerId: v.optional(nullableId),
  }),
  /** `domain`: whoever writes from there is ignored from now on. */
  v.strictObject({ verdict: v.literal('ignore'), domain: v.optional(v.boolean(), false) }),
])
