import {
  bigint,
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'

const moment = () => timestamp({ withTimezone: true, precision: 3 })

/** A mailbox that is followed. */
export const mailboxTable = pgTable(
  'mailbox',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    version: integer().notNull().default(1),
    name: text().notNull(),
    address: text().notNull(),
    aliases: jsonb().notNull().default([]),
    policy: text().notNull(),
    /** Whose it is; for a private one, who alone sees what comes. */
    member_id: uuid(),
    host: text().notNull(),
    port: integer().notNull(),
    security: text().notNull(),
    user_name: text().notNull(),
    /** Sealed. */
    secret: text(),
    paused: boolean().notNull().default(false),
    trouble: jsonb(),
    heard_at: moment(),
    last_mail_at: moment(),
    lag_seconds: doublePrecision(),
    /** The folders are to be compared with the server's. */
    check_asked: boolean().notNull().default(false),
    created_at: moment().notNull(),
    removed_at: moment(),
  },
  table => [index('mailbox_of_workspace').on(table.workspace_id, table.created_at)],
)

/** How far a folder was read. A UIDVALIDITY that changes begins it anew. */
export const mailboxFolderTable = pgTable(
  'mailbox_folder',
  {
    workspace_id: uuid().notNull(),
    mailbox_id: uuid().notNull(),
    path: text().notNull(),
    role: text().notNull(),
    uid_validity: text().notNull(),
    /** Everything above was read up to here … */
    last_uid: bigint({ mode: 'number' }).notNull(),
    /** … and of the past everything from here on. */
    back_uid: bigint({ mode: 'number' }).notNull(),
    left_over: integer().notNull().default(0),
    on_server: integer(),
    read: integer(),
    missing: integer(),
    checked_at: moment(),
  },
  table => [primaryKey({ columns: [table.mailbox_id, table.path] })],
)

/** What became of each mail of a server: nothing is read twice, and nothing that is left out is forgotten. */
export const mailboxItemTable = pgTable(
  'mailbox_item',
  {
    workspace_id: uuid().notNull(),
    mailbox_id: uuid().notNull(),
    path: text().notNull(),
    uid_validity: text().notNull(),
    uid: bigint({ mode: 'number' }).notNull(),
    /** kept, there (it was here already), loop, report (a bounce of ours), unreadable. */
    what: text().notNull(),
    message_id: uuid(),
  },
  table => [
    primaryKey({ columns: [table.mailbox_id, table.path, table.uid_validity, table.uid] }),
    index('mailbox_item_left_out').on(table.workspace_id, table.mailbox_id, table.what),
  ],
)
