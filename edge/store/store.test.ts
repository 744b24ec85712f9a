import { describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import { createStore } from './store'

let clock = 1_000_000
const fresh = (maxBytes = 1_000_000) => createStore({ now: () => clock, maxBytes })
const run = (store: ReturnType<typeof fresh>, line: string) => {
  const outcome = store.execute(line.split(' '))
  return 'error' in outcome ? outcome.error : outcome.result
}

describe('the store', () => {
  test('forgets a key at the millisecond it expires, and tells the time that is left', () => {
    const store = fresh()
    run(store, 'SET a 1 PX 1500')
    clock += 1499
    expect(run(store, 'GET a')).toBe('1')
    expect(run(store, 'PTTL a')).toBe(1)
    clock += 1
    expect(run(store, 'GET a')).toBeNull()
    expect(run(store, 'TTL a')).toBe(-2)
  })

  test('SET NX and XX decide by what is there, and GET gives the old value', () => {
    const store = fresh()
    expect(run(store, 'SET a 1 XX')).toBeNull()
    expect(run(store, 'SET a 1 NX')).toEqual({ status: 'OK' })
    expect(run(store, 'SET a 2 NX')).toBeNull()
    expect(run(store, 'SET a 3 GET')).toBe('1')
    expect(run(store, 'GET a')).toBe('3')
  })

  test('a plain SET drops the expiry and an INCR keeps it', () => {
    const store = fresh()
    run(store, 'SET a 1 EX 100')
    run(store, 'INCR a')
    expect(run(store, 'TTL a')).toBe(100)
    run(store, 'SET a 1')
    expect(run(store, 'TTL a')).toBe(-1)
  })

  test('refuses in the words of Redis', () => {
    const store = fresh()
    run(store, 'SADD s x')
    run(store, 'SET big 9223372036854775807')
    expect(run(store, 'NOPE 1 2')).toBe("ERR unknown command 'NOPE', with args beginning with: '1' '2' ")
    expect(run(store, 'GET')).toBe("ERR wrong number of arguments for 'get' command")
    expect(run(store, 'GET s')).toBe('WRONGTYPE Operation against a key holding the wrong kind of value')
    expect(run(store, 'INCR big')).toBe('ERR increment or decrement would overflow')
    expect(run(store, 'SET a 1 EX 0')).toBe("ERR invalid expire time in 'set' command")
    expect(run(store, 'SET a 1 EX ten')).toBe('ERR value is not an integer or out of range')
    expect(run(store, 'SET a 1 NX XX')).toBe('ERR syntax error')
    expect(run(store, 'constructor x')).toStartWith("ERR unknown command 'constructor'")
  })

  test('a sorted set counts a window the way a rate limit needs it', () => {
    const store = fresh()
    run(store, 'ZADD hits 10 a 20 b 30 c')
    expect(run(store, 'ZREMRANGEBYSCORE hits -inf (20')).toBe(1)
    expect(run(store, 'ZCARD hits')).toBe(2)
    expect(run(store, 'ZRANGE hits 0 -1 WITHSCORES')).toEqual(['b', '20', 'c', '30'])
    expect(run(store, 'ZRANGE hits +inf 20 BYSCORE REV LIMIT 0 1')).toEqual(['c'])
    expect(run(store, 'ZADD hits nan d')).toBe('ERR value is not a valid float')
  })

  test('MULTI runs nothing when one command cannot be queued', () => {
    const store = fresh()
    expect(store.executeTogether([['SET', 'a', '1'], ['GET']])).toStartWith('EXECABORT')
    expect(run(store, 'GET a')).toBeNull()
  })

  test('never holds more than its bound, and lets the least recently used key go first', () => {
    const store = fresh(2_000)
    for (const key of ['a', 'b', 'c']) run(store, `SET ${key} ${'x'.repeat(200)}`)
    run(store, 'GET a')
    run(store, `SET d ${'x'.repeat(200)}`)
    expect(run(store, 'EXISTS a b c d')).toBe(3)
    expect(run(store, 'GET b')).toBeNull()
    expect(run(store, `SET e ${'x'.repeat(2_000)}`)).toStartWith('OOM')
  })

  test('whatever is written and deleted, the account of its memory stays within the bound and ends at nothing', () => {
    const key = fc.constantFrom('k', 'l', 'm')
    const word = fc.string({ maxLength: 60 })
    const command = fc.oneof(
      fc.tuple(fc.constant('SET'), key, word),
      fc.tuple(fc.constant('HSET'), key, word, word),
      fc.tuple(fc.constant('HDEL'), key, word, word),
      fc.tuple(fc.constant('SADD'), key, word, word),
      fc.tuple(fc.constant('SREM'), key, word),
      fc.tuple(fc.constant('ZADD'), key, fc.integer().map(String), word),
      fc.tuple(fc.constant('ZREMRANGEBYSCORE'), key, fc.constant('-inf'), fc.integer().map(String)),
      fc.tuple(fc.constant('LPUSH'), key, word, word),
      fc.tuple(fc.constant('RPOP'), key),
      fc.tuple(fc.constant('DEL'), key),
    )
    fc.assert(
      fc.property(fc.array(command, { maxLength: 60 }), commands => {
        const store = fresh(1_500)
        for (const words of commands) {
          store.execute(words)
          expect(store.usedBytes()).toBeWithin(0, 1_501)
        }
        store.execute(['DEL', 'k', 'l', 'm'])
        expect(store.usedBytes()).toBe(0)
      }),
    )
  })
})
