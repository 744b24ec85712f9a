import {
  doublePrecision,
  index,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'

/**
 * The latest score of a record by a model, in printed points: base + every reason + others_points = score. Where too little is known of the record
 * for one, score, probability and base are null, and `missing` says what is not known.
 */
export const scoreTable = pgTable(
  'score',
  {
    workspace_id: uuid().notNull(),
    model: text().notNull(),
    subject_id: uuid().notNull(),
    subject_type: text().notNull(),
    version_id: uuid().notNull(),
    score: smallint(),
    previous: smallint(),
    probability: doublePrecision(),
    /** Around the probability, by the observed rate of held-out rows scored about as high (Wilson 95 %); null without a holdout. */
    low: doublePrecision(),
    high: doublePrecision(),
    base: smallint(),
    /** [{feature, label, points, value}], gains by size, then losses. */
    reasons: jsonb().notNull(),
    others_count: smallint().notNull(),
    others_points: smallint().notNull(),
    /** [{key, label}]: what counts and is not known, the most first; null where there is a score. */
    missing: jsonb(),
    /** The moment up to which behaviour was looked at; null in scores from before it was kept. */
    as_of: timestamp({ withTimezone: true, precision: 3 }),
    /** When score, reasons or version last changed, or were last seen to be the same. */
    scored_at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  table => [
    primaryKey({ columns: [table.subject_id, table.model] }),
    index('score_of_version').on(table.workspace_id, table.version_id),
  ],
)
