import { afterAll, beforeAll, beforeEach, expect, test } from 'bun:test'
import { uuidv7 } from '@sextant/db/core/ids'
import { beatPart, leavePart, type PartProcess } from '@sextant/db/operations/part-beats'
import { beatingParts } from '@sextant/db/operations/part-health.rules'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { type TestAsker, type TestDoor, testDoor, testPeople } from '../app/test-door'
import type { PartHealth } from './health'

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
