import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { readSnapshot } from './position'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

test('a snapshot is read exactly where Postgres takes it for one', async () => {
  const texts = [
    '1:1:',
    '10:20:12,15',
    '10:20:10',
    '10:20:12,12',
    '9999999999999999999:9999999999999999999:',
    '0:1:',
    '5:3:',
    '10:20:15,12',
    '10:20:9',
    '10:20:20',
    '10:10:10',
    '10:20',
    '',
    'x:1:',
    '-1:1:',
  ]
  for (const text of texts) {
    const [row] = await database.owner<{ taken: boolean }[]>`
      select pg_input_is_valid(${text}, 'pg_snapshot') as taken`
    expect([text, readSnapshot(text) !== undefined]).toEqual([text, row!.taken])
  }
})
