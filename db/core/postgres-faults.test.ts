import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { conflict, Fault, notFound } from './errors'
import { doubledKey, isNotPermitted, isOutage, postgresFault, untilUndisturbed } from './postgres-faults'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.drop())

/** As Postgres itself says it. */
const said = async (state: string): Promise<unknown> =>
  db.owner.unsafe(`do $$ begin raise sqlstate '${state}'; end $$`).catch((error: unknown) => error)

test('each word of Postgres has one meaning', async () => {
  const meanings = {
    away: ['57P01', '57P02', '57P03', '08006', '53300', '25006', '58030', 'XX000'],
    full: ['53100'],
    busy: ['57014', '55P03', '25P03', '25P04'],
    broken_off: ['40P01', '40001'],
    doubled: ['23505'],
    contradiction: ['23503', '23502', '23514', '21000'],
    value: ['22003', '22P02', '22012'],
    // What we wrote wrong stays wrong, however often it is tried.
    ours: ['42P01', '42601', '42703', '42501', 'P0001', '0A000'],
  }
  for (const [meaning, states] of Object.entries(meanings))
    for (const state of states) {
      const fault = await said(state)
      expect([state, postgresFault(fault) ?? 'ours']).toEqual([state, meaning])
      expect([state, isOutage(fault)]).toEqual([
        state,
        ['away', 'full', 'busy', 'broken_off'].includes(meaning),
      ])
      expect([state, isNotPermitted(fault)]).toEqual([state, state === '42501'])
    }
})

test('outages are told from faults that stay', async () => {
  const coded = (code: string, more = {}) => Object.assign(new Error(code), { code, ...more })
  for (const code of ['ECONNREFUSED', 'CONNECTION_CLOSED', 'CONNECT_TIMEOUT', 'ENOSPC'])
    expect([code, isOutage(coded(code))]).toEqual([code, true])
  for (const code of ['UNDEFINED_VALUE', 'ENOENT', 'ERR_INVALID_ARG_TYPE', '57P03'])
    expect([code, isOutage(coded(code))]).toEqual([code, false])
  // The server's socket file, and not any other file.
  expect(isOutage(coded('ENOENT', { syscall: 'connect' }))).toBe(true)
  expect(isOutage(coded('ENOENT', { syscall: 'open' }))).toBe(false)
  expect(isOutage(new Fault('unavailable', 'Away.'))).toBe(true)
  for (const fault of [notFound('lead'), conflict('No.', {}, 'x.y'), new TypeError('a bug'), 'text', null])
    expect(isOutage(fault)).toBe(false)
})

test('a doubled key names its constraint, and work is done anew only where that may help', async () => {
  await db.owner`create table pair (id int constraint pair_once primary key)`
  await db.owner`insert into pair values (1)`
  const doubled = () => db.owner`insert into pair values (1)`
  expect(doubledKey(await doubled().catch((error: unknown) => error))).toBe('pair_once')
  expect(doubledKey(await said('23503'))).toBeUndefined()
  const triesOf = async (state: string, collides = false) => {
    let tries = 0
    const work = async () => {
      tries += 1
      throw await said(state)
    }
    await untilUndisturbed(work, { attempts: 3, waitMs: 1, collides }).catch(() => {})
    return tries
  }
  expect(await triesOf('40P01')).toBe(3)
  expect(await triesOf('23505')).toBe(1)
  expect(await triesOf('23505', true)).toBe(3)
  expect(await triesOf('57P03')).toBe(1)
  let left = 2
  const once = async () => {
    left -= 1
    if (left > 0) throw await said('40001')
    return 'done'
  }
  expect(await untilUndisturbed(once, { attempts: 3, waitMs: 1 })).toBe('done')
})
