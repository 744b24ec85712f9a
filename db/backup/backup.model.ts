import * as v from 'valibot'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** What a backup says of itself. */
export const Manifest = v.object({
  format: v.literal('sextant-backup'),
  /** Of the archive and this text; a later Sextant reads the earlier ones. */
  version: v.picklist([1, 2]),
  /** ISO 8601. All that was committed before is in it, and nothing that was committed after. */
  takenAt: v.string(),
  /** How many migrations the database had seen, and when the latest of them was made (milliseconds, as its journal names it). */
  schema: v.object({ migrations: count, latest: count }),
  /** The version of the server, such as `18.4`. */
  postgres: v.string(),
  database: v.object({ bytes: count, sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) }),
  /** Rows by table, as the dump holds them. */
  rows: v.record(v.string(), count),
  /** Of the files on records, which are in the archive from version 2 on; `lost`: rows whose bytes were not in the store, or were others. */
  files: v.optional(v.object({ count, bytes: count, lost: count })),
})
export type Manifest = v.InferOutput<typeof Manifest>

/** The parts of the archive, in their order. */
export const parts = { database: 'database.dump', manifest: 'manifest.json', sums: 'SHA256SUMS' } as const
/** Between the database and what the backup says of itself: a part for each file in the store, by its key. */
export const filePart = 'files/'

/** Tables of which a backup keeps no rows: who is running where is true of one installation only. */
export const leftOut: readonly string[] = ['part_beat']
