import { CommandError } from './reply'

interface Entry {
  value: string
  expiresAt: number | undefined
  bytes: number
}

/** The keys with their expiry, bounded in memory: the least recently used key leaves first. Pure state over the clock it is given. */
export type Keyspace = ReturnType<typeof createKeyspace>

// Roughly what a key costs in a Map besides its characters; the bound is an estimate, not an account.
const entryBytes = 120

export function createKeyspace(options: { now: () => number; maxBytes: number }) {
  // A Map keeps the order of insertion, so its first key is the least recently used one.
  const entries = new Map<string, Entry>()
  let usedBytes = 0

  function drop(key: string, entry: Entry): void {
    usedBytes -= entry.bytes
    entries.delete(key)
  }

  function live(key: string): Entry | undefined {
    const entry = entries.get(key)
    if (entry?.expiresAt !== undefined && entry.expiresAt <= options.now()) {
      drop(key, entry)
      return undefined
    }
    return entry
  }

  return {
    now: options.now,
    get(key: string): string | undefined {
      const entry = live(key)
      if (!entry) return undefined
      entries.delete(key)
      entries.set(key, entry)
      return entry.value
    },
    set(key: string, value: string, expiresAt?: number): void {
      const bytes = (key.length + value.length) * 2 + entryBytes
      if (bytes > options.maxBytes)
        throw new CommandError("OOM command not allowed when used memory > 'maxmemory'.")
      const old = entries.get(key)
      if (old) drop(key, old)
      entries.set(key, { value, expiresAt, bytes })
      usedBytes += bytes
      for (const [oldest, entry] of entries) {
        if (usedBytes <= options.maxBytes) return
        drop(oldest, entry)
      }
    },
    expiryOf: (key: string) => live(key)?.expiresAt,
    expireAt(key: string, at: number): void {
      const entry = live(key)
      if (entry) entry.expiresAt = at
    },
    /** Drops expired keys that nobody asks for any more. */
    sweep(): void {
      for (const key of entries.keys()) live(key)
    },
    usedBytes: () => usedBytes,
  }
}
