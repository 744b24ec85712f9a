import { sql } from 'drizzle-orm'
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'

const moment = () => timestamp({ withTimezone: true, precision: 3 })

/** One thread. What its last message says is kept with it, so that lists read one table. */
export const conversationTable = pgTable(
  'conversation',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    version: integer().notNull().default(1),
    subject: text().notNull(),
    state: text().notNull(),
    snoozed_until: moment(),
    assignee_id: uuid(),
    tags: jsonb().notNull().default([]),
    channels: jsonb().notNull().default([]),
    mailbox_id: uuid(),
    private_of: uuid(),
    sender: text().notNull(),
    customer_id: uuid(),
    contact_id: uuid(),
    lead_id: uuid(),
    deal_id: uuid(),
    ticket_id: uuid(),
    /** Stands in the addresses and subjects of what we send, and leads an answer back. */
    token: text().notNull(),
    correspondent: jsonb(),
    messages: integer().notNull().default(0),
    last_message_at: moment().notNull(),
    last_direction: text(),
    excerpt: text().notNull().default(''),
    /** Where it went when it was merged: then it is in no list, and what answers it lands there. */
    merged_into: uuid(),
    created_at: moment().notNull(),
  },
  table => [
    index('conversation_by_time')
      .on(table.workspace_id, table.last_message_at, table.id)
      .where(sql`merged_into is null`),
    index('conversation_of_assignee').on(table.workspace_id, table.assignee_id, table.last_message_at),
    index('conversation_of_customer')
      .on(table.workspace_id, table.customer_id, table.last_message_at)
      .where(sql`customer_id is not null`),
    index('conversation_of_contact')
      .on(table.workspace_id, table.contact_id, table.last_message_at)
      .where(sql`contact_id is not null`),
    index('conversation_of_lead')
      .on(table.workspace_id, table.lead_id, table.last_message_at)
      .where(sql`lead_id is not null`),
    index('conversation_of_deal')
      .on(table.workspace_id, table.deal_id, table.last_message_at)
      .where(sql`deal_id is not null`),
    index('conversation_of_ticket')
      .on(table.workspace_id, table.ticket_id, table.last_message_at)
      .where(sql`ticket_id is not null`),
    index('conversation_unknown')
      .on(table.workspace_id, table.last_message_at)
      .where(sql`sender = 'unknown' and merged_into is null`),
    uniqueIndex('conversation_token').on(table.workspace_id, table.token),
  ],
)

/** `realm` is the mailbox of a private one, else the workspace: in it a mail is there once. */
export const messageTable = pgTable(
  'message',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    conversation_id: uuid().notNull(),
    channel: text().notNull(),
    direction: text().notNull(),
    author_id: uuid(),
    from: jsonb(),
    to: jsonb().notNull().default([]),
    cc: jsonb().notNull().default([]),
    reply_to: text(),
    subject: text().notNull().default(''),
    text: text().notNull().default(''),
    quoted: text(),
    html: text(),
    remote_images: integer().notNull().default(0),
    at: moment().notNull(),
    sent_at: moment(),
    automatic: boolean().notNull().default(false),
    stub: text(),
    meeting: jsonb(),
    realm: uuid().notNull(),
    message_id: text(),
    /** Message-ID and sender: somebody else's mail under a known id is another mail. */
    identity: text(),
    in_reply_to: text(),
    delivery_id: uuid(),
    source_key: text(),
    source_bytes: integer(),
    search: text().notNull().default(''),
    created_at: moment().notNull(),
  },
  table => [
    index('message_of_conversation').on(table.workspace_id, table.conversation_id, table.at, table.id),
    uniqueIndex('message_once')
      .on(table.workspace_id, table.realm, table.identity)
      .where(sql`identity is not null`),
    index('message_of_delivery')
      .on(table.workspace_id, table.delivery_id)
      .where(sql`delivery_id is not null`),
    index('message_search').using('gin', table.workspace_id, table.search.op('gin_trgm_ops')),
  ],
)

/** Which conversation a Message-ID belongs to, also of mails that were only spoken of so far. */
export const messageReferenceTable = pgTable(
  'message_reference',
  {
    workspace_id: uuid().notNull(),
    realm: uuid().notNull(),
    message_id: text().notNull(),
    conversation_id: uuid().notNull(),
  },
  table => [
    primaryKey({ columns: [table.workspace_id, table.realm, table.message_id] }),
    index('message_reference_of_conversation').on(table.workspace_id, table.conversation_id),
  ],
)

export const messageAttachmentTable = pgTable(
  'message_attachment',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    message_id: uuid().notNull(),
    name: text().notNull(),
    media_type: text().notNull(),
    bytes: integer().notNull(),
    content_id: text(),
    sha256: text().notNull(),
    blob_key: text().notNull(),
  },
  table => [index('message_attachment_of_message').on(table.workspace_id, table.message_id)],
)

export const participantTable = pgTable(
  'participant',
  {
    workspace_id: uuid().notNull(),
    conversation_id: uuid().notNull(),
    /** As one person is recognised by it. */
    address: text().notNull(),
    name: text(),
    is_ours: boolean().notNull().default(false),
  },
  table => [
    primaryKey({ columns: [table.conversation_id, table.address] }),
    index('participant_by_address').on(table.workspace_id, table.address),
  ],
)

/** From whom nothing is asked any more: an address, or all of a domain. */
export const ignoredSenderTable = pgTable(
  'ignored_sender',
  {
    workspace_id: uuid().notNull(),
    pattern: text().notNull(),
    by_id: uuid(),
    at: moment().notNull(),
  },
  table => [primaryKey({ columns: [table.workspace_id, table.pattern] })],
)

/** Who has a conversation open, and when they last said so. */
export const conversationPresenceTable = pgTable(
  'conversation_presence',
  {
    workspace_id: uuid().notNull(),
    conversation_id: uuid().notNull(),
    member_id: uuid().notNull(),
    typing: boolean().notNull().default(false),
    at: moment().notNull(),
  },
  table => [primaryKey({ columns: [table.conversation_id, table.member_id] })],
)
