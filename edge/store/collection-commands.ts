import type { Commands } from './command'
import { type Keyspace, memberBytes } from './keyspace'
import { CommandError, integer } from './reply'

const newMap = () => new Map<string, string>()

export const hashCommands: Commands = {
  hset: { arity: -4, run: (keys, [key = '', ...pairs]) => setFields(keys, key, pairs) },
  hget: { arity: 3, run: (keys, [key = '', field = '']) => keys.get('hash', key)?.get(field) ?? null },
  hmget: {
    arity: -3,
    run: (keys, [key = '', ...fields]) => fields.map(field => keys.get('hash', key)?.get(field) ?? null),
  },
  hgetall: { arity: 2, run: (keys, [key = '']) => [...(keys.get('hash', key) ?? [])].flat() },
  hlen: { arity: 2, run: (keys, [key = '']) => keys.get('hash', key)?.size ?? 0 },
  hexists: {
    arity: 3,
    run: (keys, [key = '', field = '']) => Number(keys.get('hash', key)?.has(field) ?? false),
  },
  hdel: { arity: -3, run: (keys, [key = '', ...fields]) => deleteFields(keys, key, fields) },
}

export const setCommands: Commands = {
  sadd: { arity: -3, run: (keys, [key = '', ...members]) => addMembers(keys, key, members) },
  srem: { arity: -3, run: (keys, [key = '', ...members]) => removeMembers(keys, key, members) },
  smembers: { arity: 2, run: (keys, [key = '']) => [...(keys.get('set', key) ?? [])] },
  sismember: {
    arity: 3,
    run: (keys, [key = '', member = '']) => Number(keys.get('set', key)?.has(member) ?? false),
  },
  scard: { arity: 2, run: (keys, [key = '']) => keys.get('set', key)?.size ?? 0 },
}

export const listCommands: Commands = {
  lpush: {
    arity: -3,
    run: (keys, [key = '', ...items]) => push(keys, key, items, (list, item) => list.unshift(item)),
  },
  rpush: {
    arity: -3,
    run: (keys, [key = '', ...items]) => push(keys, key, items, (list, item) => list.push(item)),
  },
  lpop: { arity: 2, run: (keys, [key = '']) => pop(keys, key, list => list.shift()) },
  rpop: { arity: 2, run: (keys, [key = '']) => pop(keys, key, list => list.pop()) },
  llen: { arity: 2, run: (keys, [key = '']) => keys.get('list', key)?.length ?? 0 },
  lrange: {
    arity: 4,
    run: (keys, [key = '', from = '', to = '']) => {
      const [start, end] = [integer(from), integer(to)]
      return slice(keys.get('list', key) ?? [], start, end)
    },
  },
}

/** The items from index `from` to `to`, both included; negative indexes count from the end. */
export function slice<T>(items: T[], from: bigint, to: bigint): T[] {
  const index = (at: bigint) => Math.max(Number(at) < 0 ? items.length + Number(at) : Number(at), -1)
  return items.slice(Math.max(index(from), 0), index(to) + 1)
}

function setFields(keys: Keyspace, key: string, pairs: string[]): number {
  if (pairs.length % 2 !== 0) throw new CommandError("ERR wrong number of arguments for 'hset' command")
  return keys.edit('hash', key, newMap, (hash, grow) => {
    const before = hash.size
    for (let at = 0; at < pairs.length; at += 2) {
      const [field = '', value = ''] = pairs.slice(at, at + 2)
      const old = hash.get(field)
      grow(memberBytes(field, value) - (old === undefined ? 0 : memberBytes(field, old)))
      hash.set(field, value)
    }
    return hash.size - before
  })
}

function deleteFields(keys: Keyspace, key: string, fields: string[]): number {
  return keys.edit('hash', key, newMap, (hash, grow) => {
    const gone = [...new Set(fields)].filter(field => hash.has(field))
    for (const field of gone) {
      grow(-memberBytes(field, hash.get(field) ?? ''))
      hash.delete(field)
    }
    return gone.length
  })
}

function addMembers(keys: Keyspace, key: string, members: string[]): number {
  return keys.edit(
    'set',
    key,
    () => new Set<string>(),
    (set, grow) => {
      const fresh = [...new Set(members)].filter(member => !set.has(member))
      for (const member of fresh) {
        grow(memberBytes(member))
        set.add(member)
      }
      return fresh.length
    },
  )
}

function removeMembers(keys: Keyspace, key: string, members: string[]): number {
  return keys.edit(
    'set',
    key,
    () => new Set<string>(),
    (set, grow) => {
      const gone = [...new Set(members)].filter(member => set.delete(member))
      for (const member of gone) grow(-memberBytes(member))
      return gone.length
    },
  )
}

function push(
  keys: Keyspace,
  key: string,
  items: string[],
  put: (list: string[], item: string) => void,
): number {
  return keys.edit(
    'list',
    key,
    () => [] as string[],
    (list, grow) => {
      for (const item of items) {
        grow(memberBytes(item))
        put(list, item)
      }
      return list.length
    },
  )
}

function pop(keys: Keyspace, key: string, take: (list: string[]) => string | undefined): string | null {
  return keys.edit(
    'list',
    key,
    () => [] as string[],
    (list, grow) => {
      const item = take(list)
      if (item !== undefined) grow(-memberBytes(item))
      return item ?? null
    },
  )
}
