import { afterAll, beforeAll, expect, test } from 'bun:test'
import { identifyKey } from '@sextant/db/access/identify'
import { type Clock, handClock } from '@sextant/db/core/clock'
import type { Share, Sharing } from '@sextant/db/records/share.model'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { type TestAsker, type TestDoor, testDoor, testPeople } from '../app/test-door'

let database: TestDatabase
let door: TestDoor
let people: ReturnType<typeof testPeople>
let admin: TestAsker
let clock: Clock & { forward?(ms: number): void }
beforeAll(async () => {
  database = await testDatabase()
  people = testPeople(database)
  clock = handClock(new Date().toISOString())
  door = await testDoor(database, people, { clock })
  admin = await people.join()
})
afterAll(async () => {
  await door.close()
  await database.drop()
})

async function ask<T>(by: TestAsker, method: string, path: string, body?: unknown) {
  const answer = await door.ask(by, method, path, body)
  const text = await answer.text()
  return { status: answer.status, body: (text ? JSON.parse(text) : {}) as T }
}
const refusal = async (by: TestAsker, method: string, path: string, body?: unknown) => {
  const { status, body: said } = await ask<{ rule?: string; errors?: { pointer: string; code: string }[] }>(
    by,
    method,
    path,
    body,
  )
  return [status, said.rule ?? said.errors?.map(({ pointer, code }) => `${pointer} ${code}`)]
}
const make = async (name: string, ownerId = admin.access.memberId) =>
  (await ask<{ id: string }>(admin, 'POST', '/crm/leads', { name, ownerId })).body.id

/** A rep who is known to the door by a key of their own, so that their rights are read from the database. */
async function rep(teamId?: string): Promise<TestAsker> {
  const asker = await people.join({ workspaceId: admin.workspaceId, role: 'rep', teamId })
  const { body } = await ask<{ id: string; secret: string }>(admin, 'POST', '/crm/api-keys', {
    name: 'x',
    role: 'rep',
  })
  await database.owner`update api_key set member_id = ${asker.access.memberId} where id = ${body.id}`
  return { ...asker, key: body.secret }
}
const share = (body: object, by = admin) => ask<Share>(by, 'POST', '/crm/shares', { entity: 'lead', ...body })
const listed = async (by: TestAsker) =>
  (await ask<{ results: { id: string }[] }>(by, 'GET', '/crm/leads?limit=200')).body.results.map(
    ({ id }) => id,
  )

test('a record that is shared to read is read everywhere it is listed and looked for, and changed nowhere', async () => {
  const [asker, other] = [await rep(), await rep()]
  const id = await make('Far away')
  expect((await ask(asker, 'GET', `/crm/leads/${id}`)).status).toBe(404)
  expect(await listed(asker)).toEqual([])
  const { status, body } = await share({ recordId: id, memberId: asker.access.memberId, level: 'read' })
  expect([status, body.level, body.endsAt, body.name]).toEqual([201, 'read', null, 'Maren Vogt'])
  expect(await listed(asker)).toEqual([id])
  expect((await ask(asker, 'GET', `/crm/leads/${id}`)).status).toBe(200)
  expect(
    (await ask<{ results: unknown[] }>(asker, 'GET', '/crm/search?q=far%20away')).body.results,
  ).toHaveLength(1)
  const timeline = await ask<{ results: { kind: string }[] }>(asker, 'GET', `/crm/leads/${id}/timeline`)
  expect(timeline.body.results[0]!.kind).toBe('record.shared')
  const { body: page } = await ask<{ total: object }>(asker, 'GET', '/crm/leads?count=exact')
  expect(page.total).toEqual({ value: 1, exact: true })
  expect(await refusal(asker, 'PATCH', `/crm/leads/${id}`, { city: 'Riga' })).toEqual([
    403,
    'lead.update.own',
  ])
  expect(await refusal(asker, 'DELETE', `/crm/leads/${id}`)).toEqual([403, 'lead.archive.own'])
  expect(await listed(other)).toEqual([])
  expect((await ask(other, 'GET', `/crm/leads/${id}`)).status).toBe(404)
})

test('one that is shared to write is changed, alone and in bulk, is not thrown away, and not shared on', async () => {
  const [asker, other] = [await rep(), await rep()]
  const id = await make('Lent')
  const path = `/crm/leads/${id}`
  await share({ recordId: id, memberId: asker.access.memberId, level: 'write' })
  const changed = await ask<{ city: string }>(asker, 'PATCH', path, { city: 'Riga' })
  expect([changed.status, changed.body.city]).toEqual([200, 'Riga'])
  const bulk = await ask<{ changed: number }>(asker, 'POST', '/crm/bulk', {
    entity: 'lead',
    verb: 'update',
    values: { city: 'Oslo' },
    ids: [id],
  })
  expect((await ask<{ city: string }>(admin, 'GET', path)).body.city).toBe('Oslo')
  expect(bulk.status).toBeLessThan(300)
  expect(await refusal(asker, 'DELETE', path)).toEqual([403, 'lead.archive.own'])
  const on = { entity: 'lead', recordId: id, memberId: other.access.memberId, level: 'read' }
  expect(await refusal(asker, 'POST', '/crm/shares', on)).toEqual([403, 'share.borrowed'])
  const { body } = await ask<Sharing>(asker, 'GET', `/crm/shares?entity=lead&id=${id}`)
  expect([body.mine, body.mayShare, body.shares.length]).toEqual(['write', false, 1])
  // To read from now on: the same share, and what was lent is lent no more.
  const again = await share({ recordId: id, memberId: asker.access.memberId, level: 'read' })
  expect(again.body.id).toBe(body.shares[0]!.id)
  expect(await refusal(asker, 'PATCH', path, { city: 'Bonn' })).toEqual([403, 'lead.update.own'])
})

test('a team that has it shared stands for who is in it and below it, and a role that sees no such records sees none by a share', async () => {
  const upper = (await ask<{ id: string }>(admin, 'POST', '/crm/teams', { name: 'Upper' })).body.id
  const lower = (await ask<{ id: string }>(admin, 'POST', '/crm/teams', { name: 'Lower', parentId: upper }))
    .body.id
  const beside = (await ask<{ id: string }>(admin, 'POST', '/crm/teams', { name: 'Beside' })).body.id
  const askers = [await rep(upper), await rep(lower), await rep(beside)]
  const id = await make('For the team')
  await share({ recordId: id, teamId: upper, level: 'read' })
  expect(await Promise.all(askers.map(listed))).toEqual([[id], [id], []])
  await ask(admin, 'PATCH', `/crm/teams/${lower}`, { parentId: beside })
  expect(await Promise.all(askers.map(listed))).toEqual([[id], [], []])
  await ask(admin, 'PATCH', '/crm/roles/rep', { grants: { deal: { read: 'all' } } })
  expect((await ask(askers[0]!, 'GET', `/crm/leads/${id}`)).status).toBe(403)
  const grants = (
    await ask<{ results: { version: number; grants: object }[] }>(admin, 'GET', '/crm/roles/rep/versions')
  ).body.results.at(-1)!.grants
  await ask(admin, 'PATCH', '/crm/roles/rep', { grants })
  expect((await ask(askers[0]!, 'GET', `/crm/leads/${id}`)).status).toBe(200)
})

test('a share that is ended holds no more by the next request, and who has it may give it back', async () => {
  const asker = await rep()
  const id = await make('Given back')
  for (const by of [admin, asker]) {
    const { body } = await share({ recordId: id, memberId: asker.access.memberId, level: 'write' })
    expect(await listed(asker)).toEqual([id])
    expect((await ask(by, 'DELETE', `/crm/shares/${body.id}`)).status).toBe(204)
    expect(await listed(asker)).toEqual([])
    expect((await ask(asker, 'GET', `/crm/leads/${id}`)).status).toBe(404)
    expect((await ask(admin, 'DELETE', `/crm/shares/${body.id}`)).status).toBe(204)
  }
  const { body } = await share({ recordId: id, memberId: asker.access.memberId, level: 'read' })
  expect((await ask(await rep(), 'DELETE', `/crm/shares/${body.id}`)).status).toBe(404)
})

test('a share ends by itself, also what was kept of its time', async () => {
  const asker = await rep()
  const id = await make('Until then')
  await share({ recordId: id, memberId: asker.access.memberId, level: 'read', until: '2999-12-31' })
  expect(await listed(asker)).toEqual([id])
  // The database's clock is what ends it: a moment ago, and nobody was told.
  await database.owner`update record_share set ends_at = now() + interval '400 milliseconds' where record_id = ${id}`
  const elsewhere = await testDoor(database, people)
  try {
    const ids = async () => {
      const answer = await elsewhere.ask(asker, 'GET', '/crm/leads?limit=200')
      return ((await answer.json()) as { results: { id: string }[] }).results.map(one => one.id)
    }
    let seen = await ids()
    while (seen.length) seen = await ids()
    expect((await identifyKey(database, asker.key))!.access.shares).toBeUndefined()
  } finally {
    await elsewhere.close()
  }
})

test('nobody shares what is not theirs to change, with nobody, with somebody of elsewhere, or until yesterday', async () => {
  const [asker, stranger] = [await rep(), await people.join()]
  const id = await make('Mine')
  const own = await make('Theirs', asker.access.memberId)
  const whom = { memberId: asker.access.memberId, level: 'read' }
  const asked = (body: object, by = admin) =>
    refusal(by, 'POST', '/crm/shares', { entity: 'lead', recordId: id, ...body })
  expect(await asked({ level: 'read' })).toEqual([422, ['/memberId share_whom']])
  expect(await asked({ ...whom, teamId: id })).toEqual([422, ['/memberId share_whom']])
  expect(await asked({ memberId: stranger.access.memberId, level: 'read' })).toEqual([
    422,
    ['/memberId reference_missing'],
  ])
  expect(await asked({ teamId: id, level: 'read' })).toEqual([422, ['/teamId reference_missing']])
  expect(await asked({ ...whom, until: '2020-01-01' })).toEqual([422, ['/until in_the_past']])
  expect(await asked({ ...whom, level: 'own' })).toEqual([422, ['/level not_an_option']])
  expect(await asked({ ...whom, entity: 'product' })).toEqual([422, ['/entity share_kind']])
  expect(await asked(whom, asker)).toEqual([404, undefined])
  expect(await asked(whom, stranger)).toEqual([404, undefined])
  expect((await share({ ...whom, recordId: own, memberId: admin.access.memberId }, asker)).status).toBe(201)
  expect((await ask(stranger, 'GET', `/crm/shares?entity=lead&id=${id}`)).status).toBe(404)
})

test('who may read a record may watch it, and everybody who may read it sees who does', async () => {
  const asker = await rep()
  const id = await make('Watched')
  const watch = { entity: 'lead', id, watching: true }
  expect((await ask(asker, 'POST', '/crm/watchers', watch)).status).toBe(404)
  await share({ recordId: id, memberId: asker.access.memberId, level: 'read' })
  for (const by of [asker, admin, admin]) await ask(by, 'POST', '/crm/watchers', watch)
  const { body } = await ask<Sharing>(admin, 'GET', `/crm/shares?entity=lead&id=${id}`)
  expect([body.watchers.length, body.watching]).toEqual([2, true])
  const without = await ask<Sharing>(admin, 'POST', '/crm/watchers', { ...watch, watching: false })
  expect([without.body.watchers.length, without.body.watching]).toEqual([1, false])
})
