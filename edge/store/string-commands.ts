import type { Commands } from './command'
import type { Keyspace } from './keyspace'
import { CommandError, integer, OK, type Reply, syntaxError, within64Bits } from './reply'

type SetOptions = {
  expiresAt?: number
  onlyIfAbsent?: true
  onlyIfPresent?: true
  giveOld?: true
  keepExpiry?: true
}

export const stringCommands: Commands = {
  get: { arity: 2, run: (keys, [key = '']) => keys.get('string', key) ?? null },
  set: {
    arity: -3,
    run: (keys, [key = '', value = '', ...rest]) => set(keys, key, value, setOptions(keys, rest)),
  },
  setex: {
    arity: 4,
    run: (keys, [key = '', seconds = '', value = '']) =>
      set(keys, key, value, { expiresAt: expiry(keys, seconds, 1000n, 'setex') }),
  },
  setnx: {
    arity: 3,
    run: (keys, [key = '', value = '']) => (set(keys, key, value, { onlyIfAbsent: true }) === null ? 0 : 1),
  },
  getdel: {
    arity: 2,
    run: (keys, [key = '']) => {
      const old = keys.get('string', key) ?? null
      keys.remove(key)
      return old
    },
  },
  mget: {
    arity: -2,
    run: (keys, names) =>
      names.map(key => (keys.kindOf(key) === 'string' ? (keys.get('string', key) ?? null) : null)),
  },
  mset: { arity: -3, run: (keys, pairs) => setMany(keys, pairs) },
  incr: { arity: 2, run: (keys, [key = '']) => add(keys, key, 1n) },
  decr: { arity: 2, run: (keys, [key = '']) => add(keys, key, -1n) },
  incrby: { arity: 3, run: (keys, [key = '', by = '']) => add(keys, key, integer(by)) },
  decrby: { arity: 3, run: (keys, [key = '', by = '']) => add(keys, key, -integer(by)) },
}

function set(keys: Keyspace, key: string, value: string, options: SetOptions): Reply {
  const old = options.giveOld ? (keys.get('string', key) ?? null) : null
  const there = keys.has(key)
  if ((options.onlyIfAbsent && there) || (options.onlyIfPresent && !there)) return old
  const expiresAt = options.keepExpiry ? keys.expiryOf(key) : options.expiresAt
  keys.set('string', key, value, value.length * 2, expiresAt)
  return options.giveOld ? old : OK
}

function setOptions(keys: Keyspace, words: string[]): SetOptions {
  const options: SetOptions = {}
  for (let at = 0; at < words.length; at++) {
    const word = words[at]?.toUpperCase()
    if (word === 'NX' && !options.onlyIfPresent) options.onlyIfAbsent = true
    else if (word === 'XX' && !options.onlyIfAbsent) options.onlyIfPresent = true
    else if (word === 'GET') options.giveOld = true
    else if (word === 'KEEPTTL' && options.expiresAt === undefined) options.keepExpiry = true
    else if ((word === 'EX' || word === 'PX') && options.expiresAt === undefined && !options.keepExpiry)
      options.expiresAt = expiry(keys, words[++at], word === 'EX' ? 1000n : 1n, 'set')
    else throw syntaxError()
  }
  return options
}

function expiry(keys: Keyspace, amount: string | undefined, unitMs: bigint, command: string): number {
  if (amount === undefined) throw syntaxError()
  const span = integer(amount)
  if (span <= 0n) throw new CommandError(`ERR invalid expire time in '${command}' command`)
  return Number(BigInt(keys.now()) + span * unitMs)
}

function setMany(keys: Keyspace, pairs: string[]): Reply {
  if (pairs.length % 2 !== 0) throw new CommandError("ERR wrong number of arguments for 'mset' command")
  for (let at = 0; at < pairs.length; at += 2) set(keys, pairs[at] ?? '', pairs[at + 1] ?? '', {})
  return OK
}

function add(keys: Keyspace, key: string, by: bigint): number {
  const sum = integer(keys.get('string', key) ?? '0') + by
  within64Bits(sum, 'ERR increment or decrement would overflow')
  const text = String(sum)
  keys.set('string', key, text, text.length * 2, keys.expiryOf(key))
  return Number(sum)
}
