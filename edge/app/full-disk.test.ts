import { afterAll, beforeAll, expect, test } from 'bun:test'
import { closeSync, existsSync, openSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createApiKey } from '@sextant/db/access/create-api-key'
import { freePort } from '@sextant/db/server/free-port'
import { testContext } from '@sextant/db/testing/test-context'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { testDoor, testPeople } from './test-door'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop(), 20_000)

/** From now on Postgres says of each write to these tables what it says when it finds no room for it. */
async function fillDisk(...tables: string[]): Promise<void> {
  await database.owner.unsafe(`
    create function no_room() returns trigger language plpgsql as $$
    begin raise sqlstate '53100' using message = 'could not extend file: No space left on device'; end $$`)
  for (const table of tables)
    await database.owner.unsafe(
      `create trigger full_disk before insert or update on ${table} for each row execute function no_room()`,
    )
}
async function freeDisk(): Promise<void> {
  await database.owner.unsafe('drop function no_room() cascade')
}

test('on a full disk writes are refused by name, reads and health are answered, and it passes with the fault', async () => {
  const people = testPeople(database)
  const ana = await people.join()
  const door = await testDoor(database, people)
  expect((await door.ask(ana, 'POST', '/crm/leads', { name: 'Before' })).status).toBe(201)
  await fillDisk('lead', 'event', 'api_key', 'idempotency', 'file', 'file_chunk')
  for (const [path, body] of [
    ['/crm/leads', { name: 'Now' }],
    ['/crm/customers', { name: 'Now' }],
  ] as const) {
    const refusal = await door.ask(ana, 'POST', path, body, { 'idempotency-key': crypto.randomUUID() })
    expect([refusal.status, refusal.headers.get('content-type')]).toEqual([503, 'application/problem+json'])
    expect(Number(refusal.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await refusal.json()).toMatchObject({ code: 'unavailable', rule: 'disk.full' })
  }
  expect((await door.ask(null, 'GET', '/healthz')).status).toBe(200)
  expect((await door.ask(ana, 'GET', '/readyz')).status).toBe(200)
  const list = await door.ask(ana, 'GET', '/crm/leads?sort=-name')
  expect(list.headers.get('x-cache')).toBe('miss')
  expect(await list.json()).toMatchObject({ results: [{ name: 'Before' }] })
  await freeDisk()
  expect((await door.ask(ana, 'POST', '/crm/leads', { name: 'After' })).status).toBe(201)
  await door.close()
}, 30_000)

test.skipIf(!existsSync('/dev/full'))(
  'a process that starts where neither its log nor the use of a key can be written answers all the same, and stays',
  async () => {
    const ctx = await testContext(database, { role: 'admin' })
    const { secret } = await createApiKey(ctx, { name: 'Full', role: 'admin' })
    await fillDisk('lead', 'event', 'api_key')
    const port = await freePort()
    const full = openSync('/dev/full', 'w')
    const child = Bun.spawn([process.execPath, fileURLToPath(new URL('serve.ts', import.meta.url))], {
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        DATABASE_APP_URL: database.appUrl,
        DATABASE_SYSTEM_URL: database.systemUrl,
        UPSTASH_REDIS_REST_URL: `http://127.0.0.1:${await freePort()}`,
        UPSTASH_REDIS_REST_TOKEN: 'none',
        SEXTANT_SECRET: 'a-secret-of-at-least-32-characters',
        SEXTANT_PORT: String(port),
      },
      stdout: full,
      stderr: full,
    })
    closeSync(full)
    const base = `http://127.0.0.1:${port}`
    const headers = { authorization: `Bearer ${secret}` }
    try {
      let healthy: Response | undefined
      while (!healthy?.ok && child.exitCode === null) {
        await Bun.sleep(100)
        healthy = await fetch(`${base}/healthz`).catch(() => undefined)
      }
      for (let round = 0; round < 4; round += 1) {
        expect((await fetch(`${base}/healthz`, { headers })).status).toBe(200)
        expect((await fetch(`${base}/crm/leads?limit=${round + 1}`, { headers })).status).toBe(200)
        const refusal = await fetch(`${base}/crm/leads`, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify({ name: 'Now' }),
        })
        expect(await refusal.json()).toMatchObject({ status: 503, rule: 'disk.full' })
        // Longer than the access log waits before it writes.
        await Bun.sleep(300)
      }
      expect(child.exitCode).toBeNull()
    } finally {
      child.kill()
      await child.exited
      await freeDisk()
    }
  },
  60_000,
)
