import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Import } from '@sextant/db/imports/import.model'
import { importContext } from '@sextant/db/imports/import-context'
import { runImport } from '@sextant/db/imports/run-import'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { type TestAsker, type TestDoor, testDoor, testPeople } from '../app/test-door'

let database: TestDatabase
let door: TestDoor
let maren: TestAsker
let people: ReturnType<typeof testPeople>
beforeAll(async () => {
  database = await testDatabase()
  people = testPeople(database)
  door = await testDoor(database, people)
  maren = await people.join()
})
afterAll(async () => {
  await door.close()
  await database.drop()
})

const upload = (asker: TestAsker, body: Bun.BodyInit, name = 'leads.csv') =>
  Promise.resolve(
    door.app.request(`/crm/files?name=${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${asker.key}`, 'content-type': 'text/csv' },
      body,
    }),
  )
const draftOf = async (content: string): Promise<Import> => {
  const file = (await (await upload(maren, content)).json()) as { id: string }
  const made = await door.ask(maren, 'POST', '/crm/imports', { fileId: file.id })
  expect(made.status).toBe(201)
  return (await made.json()) as Import
}

test('a file is uploaded, mapped, started, and its faults come back as a list and as a file', async () => {
  const draft = await draftOf('name,e-mail\nLayla,layla@door.example\nBad,a@@b\n')
  expect(draft).toMatchObject({ state: 'draft', entity: 'lead', problems: [], rowsTotal: 2 })
  const path = `/crm/imports/${draft.id}`
  const patched = await door.ask(
    maren,
    'PATCH',
    path,
    { settings: { mode: 'create' } },
    { 'if-match': `"${draft.version}"` },
  )
  expect(patched.status).toBe(200)
  expect(
    (
      await door.ask(
        maren,
        'PATCH',
        path,
        { settings: { mode: 'both' } },
        { 'if-match': `"${draft.version}"` },
      )
    ).status,
  ).toBe(412)
  expect(await (await door.ask(maren, 'POST', `${path}/start`)).json()).toMatchObject({ state: 'queued' })
  await runImport(
    await importContext(database, { workspaceId: maren.workspaceId, importId: draft.id }),
    draft.id,
    { maxMs: 60_000 },
  )
  expect(await (await door.ask(maren, 'GET', path)).json()).toMatchObject({
    state: 'done',
    counts: { read: 2, created: 1, refused: 1 },
  })
  const faults = (await (await door.ask(maren, 'GET', `${path}/faults`)).json()) as object
  expect(faults).toMatchObject({
    results: [{ row: 3, column: 'e-mail', value: 'a@@b', code: 'not_an_email' }],
  })
  expect(faults).not.toHaveProperty('paging')
  const file = await door.ask(maren, 'GET', `${path}/faults.csv`)
  expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(await file.text()).toContain('Bad,a@@b,3,e-mail,not_an_email,')
  expect((await door.ask(maren, 'POST', `${path}/pause`)).status).toBe(409)
  expect(
    ((await (await door.ask(maren, 'GET', '/crm/imports?limit=1')).json()) as { results: Import[] })
      .results[0]!.id,
  ).toBe(draft.id)
})

test('an export is imported into another workspace as the same records', async () => {
  await door.ask(maren, 'POST', '/crm/leads', {
    name: '=Evil',
    email: 'evil@export.example',
    phone: '+49 30 1234567',
    value: { minor: -5, currency: 'EUR' },
    country: 'DE',
  })
  const exported = await (await door.ask(maren, 'GET', '/crm/leads/export.csv')).text()
  expect(exported).toContain("'=Evil")
  expect(exported).toContain("'+49 30 1234567")
  const other = await people.join()
  const file = (await (await upload(other, exported)).json()) as { id: string }
  const draft = (await (
    await door.ask(other, 'POST', '/crm/imports', { fileId: file.id, entity: 'lead' })
  ).json()) as Import
  await door.ask(other, 'POST', `/crm/imports/${draft.id}/start`)
  await runImport(
    await importContext(database, { workspaceId: other.workspaceId, importId: draft.id }),
    draft.id,
    { maxMs: 60_000 },
  )
  const list = (await (await door.ask(other, 'GET', '/crm/leads')).json()) as {
    results: Record<string, unknown>[]
  }
  expect(list.results.find(lead => lead.email === 'evil@export.example')).toMatchObject({
    name: '=Evil',
    phone: '+49 30 1234567',
    value: { minor: -5, currency: 'EUR' },
    country: 'DE',
    custom: {},
  })
})

test('what is wrong is said with its status and place, never with a 500', async () => {
  expect((await upload(maren, '')).status).toBe(422)
  expect((await door.ask(maren, 'POST', '/crm/files', 'x')).status).toBe(400)
  expect((await door.ask(maren, 'POST', '/crm/imports', { fileId: crypto.randomUUID() })).status).toBe(404)
  expect((await door.ask(maren, 'POST', '/crm/imports', { fileId: 7 })).status).toBe(422)
  expect((await door.ask(maren, 'GET', '/crm/imports/no-id')).status).toBe(404)
  expect((await door.ask(maren, 'GET', '/crm/leads/export.csv?filter=nonsense(')).status).toBe(422)
  const draft = await draftOf('name\nA\n')
  const refused = await door.ask(maren, 'PATCH', `/crm/imports/${draft.id}`, {
    mapping: [{ column: 5, field: 'name', readAs: { kind: 'text' } }],
  })
  expect(refused.status).toBe(422)
  expect(await refused.json()).toMatchObject({
    errors: [{ pointer: '/mapping/0/column', code: 'unknown_column' }],
  })
  const rep = await people.join({ role: 'rep', workspaceId: maren.workspaceId })
  expect((await door.ask(rep, 'GET', `/crm/imports/${draft.id}`)).status).toBe(403)
  const stranger = await people.join()
  for (const verb of ['check', 'start', 'undo'])
    expect((await door.ask(stranger, 'POST', `/crm/imports/${draft.id}/${verb}`)).status).toBe(404)
})

test('an upload that breaks off leaves nothing that can be imported', async () => {
  const broken = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('name\nA\n'))
      setTimeout(() => controller.error(new Error('The line is cut.')), 20)
    },
  })
  const answer = await upload(maren, broken).catch(() => undefined)
  expect(answer?.ok ?? false).toBe(false)
  const [file] = await database.owner`select complete from file order by created_at desc limit 1`
  expect(file!.complete).toBe('no')
})
