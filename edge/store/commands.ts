import type { Keyspace } from './keyspace'
import { CommandError, integer, OK, type Reply, syntaxError, within64Bits } from './reply'

/**
 * One command. `arity` counts the arguments with the name as Redis does: 3 is exactly two arguments, -3 at least two.
 * `run` gets the arguments without the name.
 */
export interface Command {
  arity: number
  run(keys: Keyspace, args: string[]): Reply
}

/** Those that Sextant sends (`edge/app/shared-store.ts`), as Redis means them, and no others. */
export const commands: Record<string, Command> = {
  ping: { arity: 1, run: () => ({ status: 'PONG' }) },
  get: { arity: 2, run: (keys, [key = '']) => keys.get(key) ?? null },
  set: { arity: -3, run: set },
  incrby: { arity: 3, run: incrby },
  expire: { arity: 3, run: expire },
}

function set(keys: Keyspace, [key = '', value = '', ...options]: string[]): Reply {
  const [word, seconds, ...more] = options
  if (word !== undefined && (word.toUpperCase() !== 'EX' || seconds === undefined || more.length > 0))
    throw syntaxError()
  keys.set(key, value, seconds === undefined ? undefined : momentAfter(keys, seconds, 'set'))
  return OK
}

function incrby(keys: Keyspace, [key = '', by = '']: string[]): Reply {
  const sum = integer(keys.get(key) ?? '0') + integer(by)
  within64Bits(sum, 'ERR increment or decrement would overflow')
  keys.set(key, String(sum), keys.expiryOf(key))
  return Number(sum)
}

function expire(keys: Keyspace, [key = '', seconds = '']: string[]): Reply {
  const at = momentAfter(keys, seconds, 'expire')
  if (keys.get(key) === undefined) return 0
  keys.expireAt(key, at)
  return 1
}

/** In milliseconds. A time that is over is refused here for EXPIRE too, where Redis would forget the key: nobody sends one. */
function momentAfter(keys: Keyspace, seconds: string, command: string): number {
  const span = integer(seconds)
  if (span <= 0n) throw new CommandError(`ERR invalid expire time in '${command}' command`)
  return Number(BigInt(keys.now()) + span * 1000n)
}
