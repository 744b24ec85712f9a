import type { Commands } from './command'
import type { Keyspace } from './keyspace'
import { CommandError, integer, OK, syntaxError } from './reply'

export const keyCommands: Commands = {
  ping: { arity: -1, run: ping },
  echo: { arity: 2, run: (_, [message = '']) => message },
  del: { arity: -2, run: (keys, names) => names.filter(key => keys.remove(key)).length },
  unlink: { arity: -2, run: (keys, names) => names.filter(key => keys.remove(key)).length },
  exists: { arity: -2, run: (keys, names) => names.filter(key => keys.has(key)).length },
  type: { arity: 2, run: (keys, [key = '']) => ({ status: keys.kindOf(key) ?? 'none' }) },
  expire: { arity: -3, run: (keys, args) => expire(keys, args, 1000n, 'expire') },
  pexpire: { arity: -3, run: (keys, args) => expire(keys, args, 1n, 'pexpire') },
  persist: { arity: 2, run: (keys, [key = '']) => persist(keys, key) },
  ttl: { arity: 2, run: (keys, [key = '']) => remaining(keys, key, ms => Math.floor((ms + 500) / 1000)) },
  pttl: { arity: 2, run: (keys, [key = '']) => remaining(keys, key, ms => ms) },
  dbsize: { arity: 1, run: keys => keys.keys().length },
  flushdb: { arity: -1, run: flush },
  flushall: { arity: -1, run: flush },
  // REST has no connection to push to, so there is never a subscriber.
  publish: { arity: 3, run: () => 0 },
}

function ping(_: Keyspace, [message, ...more]: string[]) {
  if (more.length > 0) throw new CommandError("ERR wrong number of arguments for 'ping' command")
  return message ?? { status: 'PONG' }
}

function expire(
  keys: Keyspace,
  [key = '', amount = '', ...flags]: string[],
  unitMs: bigint,
  command: string,
) {
  const unknown = flags.find(flag => !/^(nx|xx|gt|lt)$/i.test(flag))
  if (unknown !== undefined) throw new CommandError(`ERR Unsupported option ${unknown}`)
  const span = integer(amount) * unitMs
  const at = BigInt(keys.now()) + span
  if (BigInt.asIntN(64, at) !== at) throw new CommandError(`ERR invalid expire time in '${command}' command`)
  const old = keys.expiryOf(key)
  if (!keys.has(key) || !flags.every(flag => allows(flag.toUpperCase(), old, Number(at)))) return 0
  if (span <= 0n) keys.remove(key)
  else keys.expireAt(key, Number(at))
  return 1
}

function allows(flag: string, old: number | undefined, at: number): boolean {
  if (flag === 'NX') return old === undefined
  if (flag === 'XX') return old !== undefined
  if (flag === 'GT') return old !== undefined && at > old
  return old === undefined || at < old
}

function persist(keys: Keyspace, key: string): number {
  if (keys.expiryOf(key) === undefined) return 0
  keys.expireAt(key, undefined)
  return 1
}

function remaining(keys: Keyspace, key: string, unit: (ms: number) => number): number {
  if (keys.kindOf(key) === undefined) return -2
  const at = keys.expiryOf(key)
  return at === undefined ? -1 : unit(at - keys.now())
}

function flush(keys: Keyspace, [mode]: string[]) {
  if (mode !== undefined && !/^(a?sync)$/i.test(mode)) throw syntaxError()
  keys.clear()
  return OK
}
