import { afterAll, beforeAll, expect, test } from 'bun:test'
import { entities } from '@sextant/db/app/entities'
import { receiveMails } from '@sextant/db/conversations/receive-mail'
import { scratchMail } from '@sextant/db/conversations/scratch-mail'
import { testContext } from '@sextant/db/testing/test-context'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { routes } from './routes'
import { oneOfEach } from './scratch-records'
import { type TestAsker, type TestDoor, testDoor, testPeople } from './test-door'

let database: TestDatabase
let door: TestDoor
let owner: TestAsker
let stranger: TestAsker
const secret = 'Zanzibar'
const ids: Record<string, string> = {}
beforeAll(async () => {
  database = await testDatabase()
  const people = testPeople(database)
  door = await testDoor(database, people)
  owner = await people.join()
  stranger = await people.join()
  const post = (path: string, body: unknown) => door.ask(owner, 'POST', path, body)
  Object.assign(ids, await oneOfEach(post, secret))
  const field = await post('/crm/fields', { entity: 'lead', key: 'zanzibar', label: secret, kind: 'text' })
  ids.fields = ((await field.json()) as { id: string }).id
  const about = `entity=lead&recordId=${ids.leads}&name=${secret}.txt`
  const file = await post(`/crm/attachments?${about}`, secret)
  ids.attachments = ((await file.json()) as { id: string }).id
  const source = { mailboxId: null, privateOf: null, ownAddresses: [] }
  const ctx = await testContext(database, { workspaceId: owner.workspaceId })
  const [mail] = await receiveMails(ctx, source, [
    scratchMail({ subject: secret, text: secret, html: secret }),
  ])
  if (mail?.what === 'kept') ids.conversations = mail.conversationId
  const box = await post('/crm/mailboxes', {
    name: secret,
    address: 'us@zanzibar.example',
    policy: 'shared',
    host: 'imap.zanzibar.example',
    port: 993,
    security: 'tls',
    user: 'us',
    password: secret,
  })
  ids.mailboxes = ((await box.json()) as { id: string }).id
  const values = { city: secret }
  const bulk = await post('/crm/bulk', { entity: 'lead', verb: 'update', values, ids: [ids.leads] })
  ids.bulk = ((await bulk.json()) as { id: string }).id
})
afterAll(async () => {
  await door.close()
  await database.drop()
})

const everything = async () => {
  const tables = await database.owner<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'idempotency' order by 1`
  const rows: Record<string, unknown> = {}
  for (const { name } of tables)
    rows[name] =
      await database.owner`select to_jsonb(t) as row from ${database.owner(name)} t where workspace_id = ${owner.workspaceId} order by 1`
  return JSON.stringify(rows)
}

test('no declared route shows a stranger anything of another workspace, or changes anything in it', async () => {
  const before = await everything()
  expect(before).toContain(secret)
  // Each has a record of its own, or its routes would be walked with an id that is none of theirs.
  expect(entities.map(({ area }) => area).filter(area => !ids[area])).toEqual([])
  const all = Object.values(ids)
  let walked = 0
  for (const { method, path, access } of routes) {
    if (path === '/live' || (access === 'public' && !path.startsWith('/auth'))) continue
    const area = path.split('/')[2]!
    // Every id in every place that takes one, the right kind first.
    for (const id of path.includes(':')
      ? new Set([ids[area] ?? all[0]!, ...all.slice(0, 2)])
      : [ids[area] ?? all[0]!]) {
      const target = path.replace(/:\w+/g, id)
      const body = method === 'get' || method === 'delete' ? undefined : bodyFor(path, id)
      const response = await door.ask(stranger, method.toUpperCase(), target, body)
      const text = await response.text()
      walked += 1
      expect([method, target, response.status < 500]).toEqual([method, target, true])
      expect(text.includes(secret)).toBe(false)
      if (path.includes(':id') && id === ids[area])
        expect([method, path, response.status >= 400]).toEqual([method, path, true])
    }
  }
  expect(walked).toBeGreaterThan(80)
  expect(await everything()).toBe(before)
}, 60_000)

test('references to foreign records are refused, and filters, searches and cursors of others find nothing', async () => {
  expect(
    (await door.ask(stranger, 'POST', '/crm/contacts', { name: 'Thief', customerId: ids.customers })).status,
  ).toBe(422)
  for (const path of [
    `/crm/leads?q=${secret}`,
    `/crm/search?q=${secret}`,
    `/crm/leads?filter=name:contains:${secret}`,
    '/crm/journal',
    '/crm/fields',
  ])
    expect(await (await door.ask(stranger, 'GET', path)).text()).not.toContain(secret)
  for (const name of ['One', 'Two', 'Three']) await door.ask(owner, 'POST', '/crm/products', { name })
  const page = (await (await door.ask(owner, 'GET', '/crm/products?limit=1')).json()) as {
    paging: { next: { link: string } }
  }
  expect((await door.ask(stranger, 'GET', page.paging.next.link)).status).toBe(400)
})

function bodyFor(path: string, id: string): unknown {
  if (path.endsWith('/batch/read')) return { items: Object.values(ids) }
  if (path.endsWith('/batch/update'))
    return { items: Object.values(ids).map(id => ({ id, values: { name: 'Taken' } })) }
  if (path.endsWith('/batch/archive')) return { items: Object.values(ids).map(id => ({ id })) }
  if (path.endsWith('/batch/upsert'))
    return { items: [{ by: 'externalId', values: { name: 'Mine', externalId: 'known-key' } }] }
  if (path === '/crm/bulk') return { entity: 'lead', verb: 'archive', ids: Object.values(ids) }
  if (path.endsWith('/search')) return { q: secret }
  if (path.endsWith('/decide')) return { approve: true }
  if (path.includes('/price-books')) return { name: 'Taken', currency: 'EUR', entries: [] }
  if (path.endsWith('/splits')) return { splits: [] }
  if (path.endsWith('/lines')) return { currency: 'EUR', lines: [] }
  if (path.endsWith('/move')) return { stageId: ids.stages }
  if (path.endsWith('/move/undo')) return { version: 1 }
  if (path.endsWith('/convert')) return { customerId: ids.customers }
  return { name: 'Taken', id }
}
