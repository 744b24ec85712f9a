import { sql } from 'drizzle-orm'
import {
  date,
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
import { recordTable } from '../core/record.table'
import { quoteKeys } from './quotes.keys'
import { quoteFields } from './quotes.model'

const moment = () => timestamp({ withTimezone: true, precision: 3 })

export const quoteTable = recordTable('quote', quoteFields, quoteKeys)

/** What was, or is to be, sent to the customer, and what they said to it. */
export const quoteVersionTable = pgTable(
  'quote_version',
  {
    workspace_id: uuid().notNull(),
    quote_id: uuid().notNull(),
    version: integer().notNull(),
    /** draft, sent, replaced, accepted, declined, withdrawn or expired. */
    state: text().notNull(),
    created_at: moment().notNull(),
    /** A `QuoteDocument`, frozen when it is sent; null before: a draft says what the deal and the quote say now. */
    document: jsonb(),
    /** What one of each line cost the company when it was sent; never part of the document. */
    costs: jsonb(),
    /** Of its canonical JSON, in hex. */
    sha256: text(),
    language: text(),
    issued_on: date({ mode: 'string' }),
    valid_until: date({ mode: 'string' }),
    sent_at: moment(),
    /** The member who sent it; null: a key of nobody's. */
    sent_by: uuid(),
    /** When it was replaced, withdrawn or expired. */
    ended_at: moment(),
    /** Null until it is made; the signed one is made once it is accepted. */
    pdf_file_id: uuid(),
    signed_pdf_file_id: uuid(),
    /** The work that makes one; null when none is to be made. */
    pdf_work_id: uuid(),
    /** Why it cannot be made. */
    pdf_failure: text(),
    accepted_name: text(),
    /** What was typed, or as JSON the strokes of what was drawn; `signature_kind` says which: typed or drawn. */
    signature: text(),
    signature_kind: text(),
    accepted_at: moment(),
    declined_at: moment(),
    declined_reason: text(),
    change_asked: text(),
    change_asked_at: moment(),
    /** By whose link it was answered. */
    answered_by_link: uuid(),
  },
  table => [
    primaryKey({ columns: [table.quote_id, table.version] }),
    index('quote_version_of_workspace').on(table.workspace_id, table.quote_id),
    uniqueIndex('quote_version_draft').on(table.quote_id).where(sql`state = 'draft'`),
    uniqueIndex('quote_version_sent').on(table.quote_id).where(sql`state in ('sent', 'accepted')`),
    index('quote_version_valid').on(table.valid_until).where(sql`state = 'sent'`),
  ],
)

/** A way for one person to see one version, by an address that only Sextant can make (`quote-link.ts`). */
export const quoteLinkTable = pgTable(
  'quote_link',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    quote_id: uuid().notNull(),
    version: integer().notNull(),
    /** Whom it was made for. */
    name: text().notNull(),
    email: text(),
    created_at: moment().notNull(),
    /** The end of the last day of the version's validity, where the workspace is. What it shows from then on is that it has expired. */
    expires_at: moment().notNull(),
    withdrawn_at: moment(),
    views: integer().notNull().default(0),
    first_viewed_at: moment(),
    last_viewed_at: moment(),
  },
  table => [index('quote_link_of_quote').on(table.workspace_id, table.quote_id, table.version)],
)

/** A range of numbers. `next` is the one that is given next; who takes it holds the row until their transaction ends, so none is lost. */
export const quoteSeriesTable = pgTable(
  'quote_series',
  {
    workspace_id: uuid().notNull(),
    /** The year, where the pattern has it; else `all`. */
    series: text().notNull(),
    first: integer().notNull(),
    next: integer().notNull(),
  },
  table => [primaryKey({ columns: [table.workspace_id, table.series] })],
)

/** Which quote has which number, for ever. */
export const quoteNumberTable = pgTable(
  'quote_number',
  {
    workspace_id: uuid().notNull(),
    series: text().notNull(),
    n: integer().notNull(),
    number: text().notNull(),
    quote_id: uuid().notNull(),
    given_at: moment().notNull(),
  },
  table => [
    primaryKey({ columns: [table.workspace_id, table.series, table.n] }),
    uniqueIndex('quote_number_text').on(table.workspace_id, table.number),
    uniqueIndex('quote_number_of_quote').on(table.quote_id),
  ],
)

/** What all quotes of a workspace say; without a row `noQuoteSettings` holds. */
export const quoteSettingTable = pgTable('quote_setting', {
  workspace_id: uuid().primaryKey(),
  version: integer().notNull(),
  /** A `QuoteSettings` (`quote-settings.model.ts`). */
  settings: jsonb().notNull(),
  updated_at: moment().notNull(),
  updated_by: uuid(),
})
