import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'

const moment = () => timestamp({ withTimezone: true, precision: 3 })

/**
 * What was done with rights, and what was refused: appended, and never changed but for its seal (`place`, `hash`, `sealed_at`), which is set once. `person_id` is the
 * member who did it or for whom it was done.
 */
export const auditEntryTable = pgTable(
  'audit_entry',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    at: moment().notNull(),
    kind: text().notNull(),
    class: text().notNull(),
    actor_type: text().notNull(),
    actor_id: text(),
    actor_name: text().notNull(),
    person_id: uuid(),
    subject_type: text(),
    subject_id: uuid(),
    details: jsonb().notNull(),
    request_id: text(),
    event_id: uuid(),
    place: integer(),
    hash: text(),
    sealed_at: moment(),
  },
  table => [
    index('audit_entry_by_time').on(
      table.workspace_id,
      table.at.desc().nullsFirst(),
      table.id.desc().nullsFirst(),
    ),
    index('audit_entry_of_class').on(
      table.workspace_id,
      table.class,
      table.at.desc().nullsFirst(),
      table.id.desc().nullsFirst(),
    ),
    index('audit_entry_of_person').on(
      table.workspace_id,
      table.person_id,
      table.at.desc().nullsFirst(),
      table.id.desc().nullsFirst(),
    ),
    index('audit_entry_of_subject').on(
      table.workspace_id,
      table.subject_id,
      table.at.desc().nullsFirst(),
      table.id.desc().nullsFirst(),
    ),
    uniqueIndex('audit_entry_of_event').on(table.workspace_id, table.event_id),
    uniqueIndex('audit_entry_sealed').on(table.workspace_id, table.place),
    index('audit_entry_unsealed').on(table.workspace_id, table.at, table.id).where(sql`place is null`),
  ],
)
