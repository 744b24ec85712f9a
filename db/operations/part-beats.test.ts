import { afterAll, beforeAll, beforeEach, expect, test } from 'bun:test'
import { uuidv7 } from '../core/ids'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { beatPart, leavePart, type PartProcess, partBeats } from './part-beats'
import { type Illness, judgeParts } from './part-health.rules'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
beforeEach(async () => {
  await db.owner`delete from part_beat`
})
afterAll(() => db.drop())

const cut: Illness = { lacks: 'temporal', illness: 'It does not reach Temporal.' }
const relay = (): PartProcess => ({ id: uuidv7(), part: 'relay' })
const age = ({ id }: PartProcess, seconds: number) =>
  db.owner`update part_beat set seen_at = now() - ${seconds} * interval '1 second' where process_id = ${id}`
const known = async () =>
  (await db.owner<{ id: string }[]>`select process_id as id from part_beat`).map(({ id }) => id).sort()
const relayNow = async () => judgeParts(await partBeats(db.system), [])[0]!

test('a process that beats is known; since when it is ill stays while it is, and is forgotten when it is well', async () => {
  const own = relay()
  await beatPart(db.system, own)
  expect(await relayNow()).toEqual({ part: 'relay', state: 'well', processes: 1 })
  await beatPart(db.system, own, cut)
  const { since, state, reason } = await relayNow()
  expect([state, reason]).toEqual(['ill', cut.illness])
  await Bun.sleep(5)
  await beatPart(db.system, own, cut)
  expect((await relayNow()).since).toBe(since!)
  await beatPart(db.system, own)
  expect(await relayNow()).toEqual({ part: 'relay', state: 'well', processes: 1 })
})

test('a process that beats no more is dead: the part is ill since its last beat, until another one lives', async () => {
  const killed = relay()
  await beatPart(db.system, killed)
  await age(killed, 25)
  const [{ seenAt } = { seenAt: '' }] = await partBeats(db.system)
  expect(await relayNow()).toMatchObject({ state: 'ill', processes: 0, since: seenAt })
  await beatPart(db.system, relay())
  expect(await relayNow()).toMatchObject({ state: 'well', processes: 1 })
})

test('a clean stop leaves nothing behind, and no other process loses its row', async () => {
  const [one, other] = [relay(), relay()]
  const worker: PartProcess = { id: uuidv7(), part: 'worker' }
  for (const process of [one, other, worker]) await beatPart(db.system, process)
  await leavePart(db.system, one)
  expect(await known()).toEqual([other.id, worker.id].sort())
  await leavePart(db.system, other)
  expect((await relayNow()).state).toBe('not_started')
})

test('the dead are swept by the living of their part, not by those of another, and stay while there are none', async () => {
  const [killed, living] = [relay(), relay()]
  await beatPart(db.system, killed)
  await age(killed, 3600)
  await beatPart(db.system, { id: uuidv7(), part: 'worker' })
  expect(await known()).toContain(killed.id)
  await beatPart(db.system, living)
  expect(await known()).not.toContain(killed.id)
})

test('a process that was taken for dead and swept is back with its next beat; many may beat at once', async () => {
  const slow = relay()
  await beatPart(db.system, slow)
  await age(slow, 3600)
  const many = Array.from({ length: 12 }, relay)
  await Promise.all([...many, ...many, slow, slow].map(process => beatPart(db.system, process)))
  expect(await relayNow()).toMatchObject({ state: 'well', processes: 13 })
})
