import { afterAll, beforeAll, beforeEach, expect, test } from 'bun:test'
import { uuidv7 } from '@sextant/db/core/ids'
import { beatPart, leavePart, type PartProcess } from '@sextant/db/operations/part-beats'
import { beatingParts } from '@sextant/db/operations/part-health.rules'
import { advanceCursor, ensureCursors } from '@sextant/db/relay/cursor.queries'
import { logStart } from '@sextant/db/relay/read-events'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { type TestAsker, type TestDoor, testDoor, testPeople } from '../app/test-door'
import type { Advice, PartHealth } from './health.model'

let database: TestDatabase
let door: TestDoor
let admin: TestAsker
beforeAll(async () => {
  database = await testDatabase()
  const people = testPeople(database)
  door = await testDoor(database, people)
  admin = await people.join()
})
beforeEach(async () => {
  await database.owner`delete from part_beat`
})
afterAll(async () => {
  await door.close()
  await database.drop()
}, 20_000)

interface Told {
  ready?: boolean
  state: string
  parts: PartHealth[]
  advice: Advice[]
}
async function told(path: '/readyz' | '/crm/operations' = '/readyz') {
  const answer = await door.ask(path === '/readyz' ? null : admin, 'GET', path)
  const body = (await answer.json()) as Told
  return { status: answer.status, ...body, of: (part: string) => body.parts.find(one => one.part === part)! }
}
const all = (): PartProcess[] => beatingParts.map(part => ({ id: uuidv7(), part }))

test('all parts are named; while some were not started the door is ready and degraded', async () => {
  for (const path of ['/readyz', '/crm/operations'] as const) {
    const { status, state, parts } = await told(path)
    expect([status, state]).toEqual([200, 'degraded'])
    expect(parts.map(({ part, state }) => [part, state])).toEqual([
      ['database', 'well'],
      ['log', 'well'],
      ['store', 'well'],
      ['relay', 'not_started'],
      ['worker', 'not_started'],
      ['trainer', 'not_started'],
      ['temporal', 'unknown'],
    ])
  }
})

test('with a process of each part all is well, and their number is told', async () => {
  const [relay, ...others] = all()
  for (const process of [relay!, { ...relay!, id: uuidv7() }, ...others])
    await beatPart(database.system, process)
  const now = await told()
  expect(now).toMatchObject({ status: 200, ready: true, state: 'well' })
  expect([now.of('relay').processes, now.of('worker').processes, now.of('temporal').processes]).toEqual([
    2,
    1,
    undefined,
  ])
})

test('a part whose process died is ill since its last beat, which does not take the door out of service', async () => {
  const processes = all()
  for (const process of processes) await beatPart(database.system, process)
  const [{ at } = { at: new Date() }] = await database.owner<{ at: Date }[]>`
    update part_beat set seen_at = now() - interval '30 seconds' where part = 'worker' returning seen_at as at`
  const now = await told()
  expect(now).toMatchObject({ status: 200, ready: true, state: 'degraded' })
  expect(now.of('worker')).toMatchObject({ ok: false, state: 'ill', processes: 0 })
  expect(new Date(now.of('worker').since!)).toEqual(new Date(at))
  expect(now.of('relay').ok).toBe(true)
})

test('while no process reaches Temporal it is ill since then; a part that stopped in good order is not started', async () => {
  const [relay, worker, trainer] = all()
  const cut = { lacks: 'temporal', illness: 'It does not reach Temporal.' } as const
  for (const process of [relay!, worker!, trainer!]) await beatPart(database.system, process, cut)
  await leavePart(database.system, trainer!)
  const { of, status } = await told()
  expect(status).toBe(200)
  expect(of('temporal')).toMatchObject({ state: 'ill', since: of('worker').since, needed: false })
  expect(of('trainer').state).toBe('not_started')
})

test('a consumer for which events have waited for over 30 s makes the door degraded, and is named', async () => {
  for (const process of all()) await beatPart(database.system, process)
  await ensureCursors(database.system, ['prompt', 'stuck'])
  const [first] = await database.owner<{ xid: string; seq: string }[]>`
    select xid::text, seq::text from event order by xid desc, seq desc limit 1`
  for (const consumer of ['prompt', 'stuck'])
    await advanceCursor(database.system, consumer, logStart, first ?? logStart)
  const created = await door.ask(admin, 'POST', '/crm/leads', { name: 'Waits' })
  expect(created.status).toBe(201)
  expect(await told()).toMatchObject({ status: 200, state: 'well' })

  const waiting = await database.owner.begin(async tx => {
    // The log is append-only by a trigger.
    await tx`set local session_replication_role = replica`
    const [event] = await tx<{ xid: string; seq: string; at: Date }[]>`
      update event set recorded_at = now() - interval '31 seconds' where kind = 'lead.created'
      returning xid::text, seq::text, recorded_at as at`
    return event
  })
  await advanceCursor(database.system, 'prompt', first ?? logStart, waiting!)
  for (const path of ['/readyz', '/crm/operations'] as const) {
    const now = await told(path)
    expect(now).toMatchObject({ status: 200, state: 'degraded' })
    expect(now.of('relay')).toMatchObject({ ok: false, state: 'ill', processes: 1, late: ['stuck'] })
    expect(now.of('relay').reason).toContain('stuck')
    expect(new Date(now.of('relay').since!)).toEqual(waiting!.at)
  }

  await advanceCursor(database.system, 'stuck', first ?? logStart, waiting!)
  const well = await told()
  expect([well.state, well.of('relay').late]).toEqual(['well', undefined])
})

test('where searches cannot use their index, it says so with the statement that lets them, and nothing is ill by it', async () => {
  for (const process of all()) await beatPart(database.system, process)
  expect(await told()).toMatchObject({ state: 'well', advice: [] })
  await database.owner`alter function pg_catalog.textlike(text, text) not leakproof`
  for (const path of ['/readyz', '/crm/operations'] as const) {
    const { state, advice } = await told(path)
    expect([state, advice.map(({ about }) => about)]).toEqual(['well', ['search']])
  }
  const [{ statement } = { statement: '' }] = (await told()).advice
  await database.owner.unsafe(statement)
  expect((await told()).advice).toEqual([])
})
