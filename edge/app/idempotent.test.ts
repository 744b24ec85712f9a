import { afterAll, beforeAll, expect, test } from 'bun:test'
import { handClock } from '@sextant/db/core/clock'
import { dropOldAnswers } from '@sextant/db/relay/maintenance'
import { faultOf } from '@sextant/db/testing/test-callers'
import { testContext } from '@sextant/db/testing/test-context'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { once } from './idempotent'
import { type TestAsker, type TestDoor, testDoor, testPeople } from './test-door'

let database: TestDatabase
let door: TestDoor
let maren: TestAsker
beforeAll(async () => {
  database = await testDatabase()
  const people = testPeople(database)
  door = await testDoor(database, people)
  maren = await people.join()
})
afterAll(async () => {
  await door.close()
  await database.drop()
})

const create = (key: string, body: unknown) =>
  door.ask(maren, 'POST', '/crm/leads', body, { 'idempotency-key': key })
const countOf = async (name: string) => (await database.owner`select 1 from lead where name = ${name}`).length

test('the same request again gets the first answer, and is carried out once', async () => {
  const first = await create('k1', { name: 'Once' })
  const again = await create('k1', { name: 'Once' })
  expect([first.status, again.status]).toEqual([201, 201])
  expect(again.headers.get('idempotency-replayed')).toBe('true')
  expect(again.headers.get('location')).toBe(first.headers.get('location'))
  expect(again.headers.get('sextant-position')).toBe(first.headers.get('sextant-position'))
  expect(await again.text()).toBe(await first.text())
  expect(await countOf('Once')).toBe(1)
})

test('of ten at once one is carried out; the others are told to wait or get its answer', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => create('k2', { name: 'Race' })))
  expect(await countOf('Race')).toBe(1)
  for (const answer of answers) {
    expect([201, 409]).toContain(answer.status)
    if (answer.status === 409) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  }
})

test('a key used for another body is refused', async () => {
  await create('k3', { name: 'One' })
  const other = await create('k3', { name: 'Other' })
  expect(other.status).toBe(422)
  expect(await other.json()).toMatchObject({ rule: 'idempotency_mismatch' })
})

test('a refusal is remembered too, and keys of two people do not meet', async () => {
  expect((await create('k4', { email: 'x' })).status).toBe(422)
  const again = await create('k4', { email: 'x' })
  expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([422, 'true'])
  const people = testPeople(database)
  const other = await people.join({ workspaceId: maren.workspaceId })
  const second = await testDoor(database, people)
  expect(
    (await second.ask(other, 'POST', '/crm/leads', { name: 'Mine' }, { 'idempotency-key': 'k1' })).status,
  ).toBe(201)
  await second.close()
})

test('a key whose process died is free after its lock; but what it had written is not written twice', async () => {
  const died = (key: string) => database.owner`
    update idempotency set status = null, body = null, locked_until = now() - interval '1 second' where key = ${key}`
  const running = async (key: string) =>
    database.owner`update idempotency set status = null, body = null where key = ${key}`
  await create('k5', { name: 'Written' })
  await running('k5')
  expect((await create('k5', { name: 'Written' })).status).toBe(409)
  await database.owner`update idempotency set headers = (select jsonb_build_object('requestId', e.request_id) from event e join lead l on l.id = e.subject_id where l.name = 'Written') where key = 'k5'`
  await died('k5')
  const lost = await create('k5', { name: 'Written' })
  expect(await lost.json()).toMatchObject({
    code: 'conflict',
    rule: 'idempotency_answer_lost',
    params: { subjectType: 'lead' },
  })
  expect(await countOf('Written')).toBe(1)
  await create('k6', { name: 'Never written' })
  await database.owner`delete from lead where name = 'Never written'`
  await database.owner`update idempotency set headers = '{"requestId":"nobody"}' where key = 'k6'`
  await died('k6')
  expect((await create('k6', { name: 'Never written' })).status).toBe(201)
})

test('who repeats a request that is running is told to wait as long again as it has run, not as long as its lock', async () => {
  await create('k9', { name: 'Slow' })
  for (const [ran, wait] of [
    [0, 1],
    [0.02, 1],
    [4.5, 5],
    [29.5, 30],
    [50, 10],
    [-3, 1],
  ] as const) {
    await database.owner`
      update idempotency set status = null, body = null,
        created_at = now() - make_interval(secs => ${ran}), locked_until = now() + make_interval(secs => ${60 - ran})
      where key = 'k9'`
    const again = await create('k9', { name: 'Slow' })
    expect([ran, again.status]).toEqual([ran, 409])
    // The statement and the request are a moment apart.
    const told = Number(again.headers.get('retry-after'))
    expect([ran, Math.abs(told - wait) <= 1 && told >= 1]).toEqual([ran, true])
  }
})

test('what runs for longer than its lock is held: the same again waits, and is carried out once', async () => {
  const clock = handClock('2026-11-29T10:00:00Z')
  const ctx = await testContext(database, { clock })
  const keyed = { key: 'long', fingerprint: 'f' }
  let runs = 0
  const lockedUntil = async () => {
    const [row] = await database.owner<
      { lockedUntil: Date }[]
    >`select locked_until from idempotency where key = 'long'`
    return row!.lockedUntil.getTime()
  }
  const work = async () => {
    runs += 1
    // Five minutes, of which each is said.
    for (let minute = 0; minute < 5; minute += 1) {
      clock.move(59_000)
      while ((await lockedUntil()) <= clock().getTime() + 30_000) await Bun.sleep(1)
      const again = { ...ctx, requestId: crypto.randomUUID() }
      expect((await faultOf(once(again, keyed, work))).details.rule).toBe('idempotency_running')
    }
    return Response.json({ made: 1 }, { status: 201 })
  }
  const first = await once(ctx, keyed, work, { holdEveryMs: 1 })
  expect([first.status, runs]).toEqual([201, 1])
  const again = await once({ ...ctx, requestId: crypto.randomUUID() }, keyed, work)
  expect([again.headers.get('idempotency-replayed'), runs]).toEqual(['true', 1])
})

test('answers are kept 48 hours', async () => {
  await create('k7', { name: 'Old' })
  await database.owner`update idempotency set created_at = now() - interval '49 hours' where key = 'k7'`
  expect((await create('k7', { name: 'Old' })).headers.get('idempotency-replayed')).toBeNull()
  await database.owner`
    update idempotency set created_at = now() - interval '49 hours', locked_until = now() - interval '48 hours' where key = 'k7'`
  expect(await dropOldAnswers(database.system)).toBe(1)
})

test('a secret is shown once: neither a repetition nor the table has it, and nothing is made twice', async () => {
  for (const [path, body, secret, table] of [
    ['/crm/api-keys', { name: 'Partner', role: 'rep' }, 'secret', 'api_key'],
    ['/crm/invitations', { email: 'lin@partner.example', role: 'rep' }, 'token', 'invitation'],
  ] as const) {
    const make = () => door.ask(maren, 'POST', path, body, { 'idempotency-key': `once-${table}` })
    const first = await make()
    expect(first.status).toBe(201)
    const made = (await first.json()) as Record<string, string>
    expect(made[secret]!.length).toBeGreaterThan(20)
    const again = await make()
    expect(again.status).toBe(409)
    const told = await again.text()
    expect(JSON.parse(told)).toMatchObject({ rule: 'idempotency_answer_secret', params: { id: made.id } })
    expect(told).not.toContain(made[secret]!)
    const [kept] =
      await database.owner`select idempotency::text as row from idempotency where key = ${`once-${table}`}`
    expect(kept!.row).toContain(made.id!)
    expect(kept!.row).not.toContain(made[secret]!)
    const rows = await database.owner`select 1 from ${database.owner(table)} where id = ${made.id!}`
    expect(rows.length).toBe(1)
  }
})

test('a refusal where a secret would have been shown is remembered as any other', async () => {
  const make = () =>
    door.ask(maren, 'POST', '/crm/api-keys', { name: '' }, { 'idempotency-key': 'no-secret' })
  expect((await make()).status).toBe(422)
  const again = await make()
  expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([422, 'true'])
})

test('nothing of sign-in is remembered', async () => {
  await door.ask(maren, 'POST', '/auth/sign-out', undefined, { 'idempotency-key': 'session' })
  expect((await database.owner`select 1 from idempotency where key = 'session'`).length).toBe(0)
})
