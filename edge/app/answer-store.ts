import type { Clock } from '@sextant/db/core/clock'

/** An answer as it is kept: ready to send, with the ETag computed once. A Blob, because a runtime need not copy it for each response. */
export interface Kept {
  body: Blob
  etag: string
}

interface Entry extends Kept {
  /** The version of the tags for which it is the answer. */
  version: readonly string[]
  tags: readonly string[]
  position: string
  /** The route that gave it, for metrics: `GET /crm/leads`. */
  route: string
  until: number
  bytes: number
}

const overhead = 512

/** The answers one process keeps: one per question, least recently asked out first, bounded by bytes. */
export function createAnswerStore({ maxBytes, clock }: { maxBytes: number; clock: Clock }) {
  const entries = new Map<string, Entry>()
  let bytes = 0

  const remove = (key: string, entry: Entry) => {
    entries.delete(key)
    bytes -= entry.bytes
  }

  return {
    get: (key: string): Entry | undefined => {
      const entry = entries.get(key)
      if (!entry) return undefined
      if (entry.until < clock().getTime()) {
        remove(key, entry)
        return undefined
      }
      // Young entries are not moved: only what nears the old end needs to be.
      if (bytes > maxBytes / 2) {
        entries.delete(key)
        entries.set(key, entry)
      }
      return entry
    },
    set(key: string, kept: Omit<Entry, 'bytes'>): void {
      const entry = { ...kept, bytes: kept.body.size + key.length * 2 + overhead }
      const old = entries.get(key)
      if (old) remove(key, old)
      if (entry.bytes > maxBytes / 4) return
      entries.set(key, entry)
      bytes += entry.bytes
      for (const [oldest, stale] of entries) {
        if (bytes <= maxBytes) break
        remove(oldest, stale)
      }
    },
    bytes: () => bytes,
    size: () => entries.size,
  }
}
export type AnswerStore = ReturnType<typeof createAnswerStore>
