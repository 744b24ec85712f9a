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
  test('forgets a key at the millisecond it expires, whoever asks for it or nobody', () => {
    const store = fresh()
    run(store, 'SET a 1 EX 2')
    clock += 1999
    expect(run(store, 'GET a')).toBe('1')
    expect(run(store, 'EXPIRE a 1')).toBe(1)
    clock += 999
    expect(run(store, 'GET a')).toBe('1')
    clock += 1
    store.sweep()
    expect(store.usedBytes()).toBe(0)
    expect(run(store, 'GET a')).toBeNull()
    expect(run(store, 'EXPIRE a 1')).toBe(0)
  })

  test('a plain SET drops the expiry and a count keeps it', () => {
    const store = fresh()
    run(store, 'SET a 1 EX 100')
    expect(run(store, 'INCRBY a 4')).toBe(5)
    clock += 100_000
    expect(run(store, 'INCRBY a 4')).toBe(4)
    run(store, 'SET a 1 EX 100')
    run(store, 'SET a 1')
    clock += 100_000
    expect(run(store, 'GET a')).toBe('1')
  })

  test('refuses in the words of Redis, and what nobody here sends', () => {
    const store = fresh()
    run(store, 'SET big 9223372036854775807')
    expect(run(store, 'NOPE 1 2')).toBe("ERR unknown command 'NOPE', with args beginning with: '1' '2' ")
    expect(run(store, 'GET')).toBe("ERR wrong number of arguments for 'get' command")
    expect(run(store, 'INCRBY big 1')).toBe('ERR increment or decrement would overflow')
    expect(run(store, 'SET a 1 EX 0')).toBe("ERR invalid expire time in 'set' command")
    expect(run(store, 'SET a 1 EX ten')).toBe('ERR value is not an integer or out of range')
    expect(run(store, 'SET a 1 NX')).toBe('ERR syntax error')
    expect(run(store, 'SET a 1 EX')).toBe('ERR syntax error')
    expect(run(store, 'SET a 1 EX 1 NX')).toBe('ERR syntax error')
    for (const line of ['constructor x', 'FLUSHALL', 'HSET h a 1', 'KEYS *'])
      expect(run(store, line)).toStartWith('ERR unknown command')
  })

  test('never holds more than its bound, and lets the least recently used key go first', () => {
    const store = fresh(2_000)
    for (const key of ['a', 'b', 'c']) run(store, `SET ${key} ${'x'.repeat(200)}`)
    run(store, 'GET a')
    run(store, `SET d ${'x'.repeat(200)}`)
    expect(['a', 'b', 'c', 'd'].map(key => run(store, `GET ${key}`) !== null)).toEqual([
      true,
      false,
      true,
      true,
    ])
    expect(run(store, `SET e ${'x'.repeat(2_000)}`)).toStartWith('OOM')
  })

  test('whatever is written and forgotten, the account of its memory stays within the bound and ends at nothing', () => {
    const key = fc.constantFrom('k', 'l', 'm')
    const command = fc.oneof(
      fc.tuple(fc.constant('SET'), key, fc.string({ maxLength: 60 }), fc.constant('EX'), fc.constant('5')),
      fc.tuple(fc.constant('INCRBY'), key, fc.integer().map(String)),
      fc.tuple(fc.constant('EXPIRE'), key, fc.constantFrom('1', '9')),
      fc.tuple(fc.constant('GET'), key),
    )
    fc.assert(
      fc.property(fc.array(command, { maxLength: 60 }), commands => {
        const store = fresh(600)
        for (const words of commands) {
          store.execute(words)
          expect(store.usedBytes()).toBeWithin(0, 601)
          clock += 700
        }
        for (const one of ['k', 'l', 'm']) store.execute(['EXPIRE', one, '9'])
        clock += 9_000
        store.sweep()
        expect(store.usedBytes()).toBe(0)
      }),
    )
  })
})
