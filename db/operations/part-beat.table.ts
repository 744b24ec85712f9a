import { index, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

/** A running process of a part behind the door (relay, worker, trainer): when it last beat, and what it lacks since when. */
export const partBeatTable = pgTable(
  'part_beat',
  {
    process_id: uuid().primaryKey(),
    part: text().notNull(),
    /** For people: nothing of the machine is in it. */
    name: text().notNull(),
    started_at: timestamp({ withTimezone: true, precision: 3 }).notNull().defaultNow(),
    seen_at: timestamp({ withTimezone: true, precision: 3 }).notNull().defaultNow(),
    ill_since: timestamp({ withTimezone: true, precision: 3 }),
    illness: text(),
    /** The part whose absence makes it ill. */
    lacks: text(),
  },
  table => [index('part_beat_by_part').on(table.part, table.seen_at)],
)
