import { afterAll, beforeAll, expect, test } from 'bun:test'
import { openDatabase } from '@sextant/db/app/open-database'
import type { Database } from '@sextant/db/core/database'
import { leadEntity } from '@sextant/db/leads/leads.entity'
import { createRecord } from '@sextant/db/records/create-record'
import { settleRestoredLog } from '@sextant/db/relay/settle-restored-log'
import { type OtherCluster, otherCluster, serveForAWhile } from '@sextant/db/testing/other-cluster'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { type TestAsker, type TestDoor, testDoor, testPeople } from './test-door'

let old: TestDatabase
let restored: OtherCluster
let behind: Database
let own: Database
let asker: TestAsker
let door: TestDoor
const replaceable: Database = {
  get app() {
    return behind.app
  },
  get system() {
    return behind.system
  },
  statements: () => behind.statements(),
  close: async () => {},
}

beforeAll(async () => {
  old = await testDatabase()
  await serveForAWhile(old)
  restored = await otherCluster()
  own = openDatabase({ appUrl: old.appUrl, systemUrl: old.systemUrl, maxConnections: 6 })
  behind = own
  const people = testPeople(old)
  asker = await people.join()
  door = await testDoor(old, people, { db: replaceable })
}, 60_000)
afterAll(async () => {
  await door.close()
  await own.close()
  await restored.stop()
  await old.drop()
}, 60_000)

const lead = (db: Database, name: string) =>
  createRecord({ ...asker, db }, leadEntity, { name, email: `${name.toLowerCase()}@restored.example` })
const names = async () => {
  const answer = await door.ask(asker, 'GET', '/crm/leads?fields=name&sort=name')
  const { results } = (await answer.json()) as { results: { name: string }[] }
  return { names: results.map(({ name }) => name), state: answer.headers.get('x-cache') }
}
interface JournalAnswer {
  results: { id: string }[]
  paging?: { next: { after: string; link: string } }
  errors?: object[]
}
const journal = async (after?: string) => {
  const answer = await door.ask(asker, 'GET', `/crm/journal${after ? `?after=${after}` : ''}`)
  return { status: answer.status, body: (await answer.json()) as JournalAnswer }
}
async function firstWords(headers: Record<string, string>) {
  const answer = await door.ask(asker, 'GET', '/live', undefined, headers)
  const reader = answer.body!.getReader()
  let text = ''
  const more = async () => {
    const { value, done } = await reader.read()
    text += value ? new TextDecoder().decode(value) : ''
    return !done
  }
  return { text: () => text, more, cancel: () => reader.cancel() }
}

test('a process whose database is replaced by its restored self shows no stale answer, ends what it told, and refuses old positions', async () => {
  await lead(own, 'Amal')
  await door.door.tail.wake()
  expect((await names()).names).toEqual(['Amal'])
  expect((await names()).state).toBe('hit')
  const { body: before } = await journal()
  const stream = await firstWords({})
  while (!stream.text().includes('connected')) await stream.more()
  const position = /^id: (.*)$/m.exec(stream.text())?.[1] ?? ''

  await restored.restore(old)
  behind = restored
  await settleRestoredLog(restored.system)
  await lead(restored, 'Bilal')
  await door.door.tail.wake()
  expect(door.logged.join()).toContain('the log begins anew')
  expect((await names()).names).toEqual(['Amal', 'Bilal'])
  // And what another process writes goes on being seen.
  await names()
  await lead(restored, 'Chloe')
  await door.door.tail.wake()
  expect((await names()).names).toEqual(['Amal', 'Bilal', 'Chloe'])

  while (await stream.more()) {}
  const again = await firstWords({ 'last-event-id': position })
  while (!again.text().includes('event: reset')) expect(await again.more()).toBe(true)
  await again.cancel()

  const refused = await journal(before.paging!.next.after)
  expect(refused.status).toBe(422)
  expect(refused.body.errors).toMatchObject([{ pointer: '?after', code: 'unknown_position' }])
  const { body: after } = await journal()
  const ids = (page: { results: { id: string }[] }) => page.results.map(({ id }) => id)
  expect(ids(after).slice(0, ids(before).length)).toEqual(ids(before))
  expect(after.results).toHaveLength(before.results.length + 2)
  const end = after.paging!.next.after
  const link = `/crm/journal?after=${end}&limit=200`
  expect((await journal(end)).body).toEqual({ results: [], paging: { next: { after: end, link } } })
}, 60_000)

test('events that a restore brought along and nobody has settled yet are not told again and again', async () => {
  const told: string[] = []
  const stop = door.door.tail.subscribe(({ events }) => void told.push(...events.map(({ kind }) => kind)))
  await restored.owner`
    insert into event (id, workspace_id, xid, occurred_at, kind, subject_type, subject_id, actor_type, actor_name)
    values (gen_random_uuid(), ${asker.workspaceId}, '900000000000', now(), 'unsettled.one', 'lead', gen_random_uuid(), 'system', 'Dump')`
  await door.door.tail.wake()
  await door.door.tail.wake()
  expect(told).toEqual([])
  await settleRestoredLog(restored.system)
  await lead(restored, 'Dana')
  await door.door.tail.wake()
  expect(told).toEqual(['lead.created'])
  stop()
})
