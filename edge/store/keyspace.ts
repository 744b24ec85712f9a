import { CommandError } from './reply'

/** The kinds of value a key may hold. */
export type Values = {
  string: string
  hash: Map<string, string>
  set: Set<string>
  zset: Map<string, number>
  list: string[]
}
export type Kind = keyof Values
type Entry = { kind: Kind; value: Values[Kind]; expiresAt: number | undefined; bytes: number }

/** The keys with their expiry, bounded in memory: the least recently used key leaves first. Pure state over the clock it is given. */
export type Keyspace = ReturnType<typeof createKeyspace>

// Roughly what a key costs in a Map besides its characters; the bound is an estimate, not an account.
const ENTRY_BYTES = 120
const MEMBER_BYTES = 48

/** Estimated memory of a member of a collection. */
export const memberBytes = (...texts: string[]) =>
  texts.reduce((sum, text) => sum + text.length * 2, MEMBER_BYTES)

export function createKeyspace(options: { now: () => number; maxBytes: number }) {
  // A Map keeps the order of insertion, so its first key is the least recently used one.
  const entries = new Map<string, Entry>()
  let usedBytes = 0

  function remove(key: string): boolean {
    const entry = live(key)
    if (!entry) return false
    drop(key, entry)
    return true
  }

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

  function used(key: string): Entry | undefined {
    const entry = live(key)
    if (!entry) return undefined
    entries.delete(key)
    entries.set(key, entry)
    return entry
  }

  function get<K extends Kind>(kind: K, key: string): Values[K] | undefined {
    const entry = used(key)
    if (!entry) return undefined
    if (entry.kind !== kind)
      throw new CommandError('WRONGTYPE Operation against a key holding the wrong kind of value')
    return entry.value as Values[K]
  }

  function set<K extends Kind>(
    kind: K,
    key: string,
    value: Values[K],
    bytes: number,
    expiresAt?: number,
  ): void {
    const total = bytes + key.length * 2 + ENTRY_BYTES
    if (total > options.maxBytes)
      throw new CommandError("OOM command not allowed when used memory > 'maxmemory'.")
    remove(key)
    entries.set(key, { kind, value, expiresAt, bytes: total })
    usedBytes += total
    evict()
  }

  /** Changes a collection in place, making it when absent and removing it when it is left empty. */
  function edit<K extends 'hash' | 'set' | 'zset' | 'list', R>(
    kind: K,
    key: string,
    empty: () => Values[K],
    change: (value: Values[K], grow: (bytes: number) => void) => R,
  ): R {
    const value = get(kind, key) ?? empty()
    let grown = 0
    const result = change(value, bytes => {
      grown += bytes
    })
    const entry = entries.get(key)
    const size = Array.isArray(value) ? value.length : value.size
    if (size === 0) remove(key)
    else if (!entry) set(kind, key, value, grown)
    else {
      entry.bytes += grown
      usedBytes += grown
      evict()
    }
    return result
  }

  function evict(): void {
    for (const [key, entry] of entries) {
      if (usedBytes <= options.maxBytes) return
      drop(key, entry)
    }
  }

  return {
    get,
    set,
    edit,
    remove,
    now: options.now,
    has: (key: string) => used(key) !== undefined,
    kindOf: (key: string) => live(key)?.kind,
    expiryOf: (key: string) => live(key)?.expiresAt,
    expireAt(key: string, at: number | undefined): void {
      const entry = live(key)
      if (entry) entry.expiresAt = at
    },
    keys: () => [...entries.keys()].filter(key => live(key) !== undefined),
    clear(): void {
      entries.clear()
      usedBytes = 0
    },
    /** Drops expired keys that nobody asks for any more. */
    sweep(): void {
      for (const key of entries.keys()) live(key)
    },
    usedBytes: () => usedBytes,
  }
}
