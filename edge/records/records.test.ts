import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { type TestAsker, type TestDoor, testDoor, testPeople } from '../app/test-door'

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

const ask = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
  door.ask(maren, method, path, body, headers)

test('a lead is created, listed, changed, binned and restored', async () => {
  const made = await ask('POST', '/crm/leads', { name: 'Layla Al-Harbi', email: 'layla@najd.example' })
  expect(made.status).toBe(201)
  const lead = (await made.json()) as { id: string; version: number }
  expect(made.headers.get('location')).toBe(`/crm/leads/${lead.id}`)
  expect(made.headers.get('etag')).toBe('"1"')
  const list = await ask('GET', '/crm/leads')
  expect(list.status).toBe(200)
  expect(await list.json()).toMatchObject({
    results: [{ id: lead.id, name: 'Layla Al-Harbi' }],
    names: { [maren.access.memberId!]: 'Maren Vogt' },
  })
  const patched = await ask('PATCH', `/crm/leads/${lead.id}`, { city: 'Riyadh' }, { 'if-match': '"1"' })
  expect(patched.status).toBe(200)
  expect(await patched.json()).toMatchObject({ city: 'Riyadh', version: 2 })
  expect((await ask('DELETE', `/crm/leads/${lead.id}`)).status).toBe(204)
  expect(((await (await ask('GET', '/crm/leads')).json()) as { results: unknown[] }).results).toEqual([])
  expect(
    ((await (await ask('GET', '/crm/leads?deleted=true')).json()) as { results: unknown[] }).results,
  ).toHaveLength(1)
  expect((await ask('POST', `/crm/leads/${lead.id}/restore`)).status).toBe(200)
})

test('a list is walked to its end by its own links, without a doubled or lost record', async () => {
  for (let n = 0; n < 7; n += 1) await ask('POST', '/crm/products', { name: `Product ${n}` })
  const seen: string[] = []
  let link: string | undefined = '/crm/products?limit=3&sort=name&count=exact'
  while (link) {
    const page = (await (await ask('GET', link)).json()) as {
      results: { name: string }[]
      paging?: { next: { link: string } }
      total: unknown
    }
    expect(page.total).toEqual({ value: 7, exact: true })
    seen.push(...page.results.map(({ name }) => name))
    link = page.paging?.next.link
  }
  expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6].map(n => `Product ${n}`))
})

test('a search takes the filter tree and HubSpot’s groups alike', async () => {
  await ask('POST', '/crm/leads', { name: 'Kenji', status: 'working', country: 'JP' })
  const tree = await ask('POST', '/crm/leads/search', {
    filter: { and: [{ field: 'country', op: 'eq', value: 'JP' }] },
  })
  const groups = await ask('POST', '/crm/leads/search', {
    filterGroups: [{ filters: [{ propertyName: 'country', operator: 'EQ', value: 'JP' }] }],
  })
  expect(tree.status).toBe(200)
  expect(await groups.json()).toEqual(await tree.json())
  const query = await ask('GET', '/crm/leads?filter=country:eq:JP')
  expect(((await query.json()) as { results: unknown[] }).results).toHaveLength(1)
})

test('a batch gives each item its own outcome', async () => {
  const response = await ask('POST', '/crm/contacts/batch/create', {
    items: [
      { name: 'Amara', email: 'a@lagos.example' },
      { email: 'nobody' },
      { name: 'Twice', email: 'A@Lagos.example' },
    ],
  })
  expect(response.status).toBe(207)
  const { results } = (await response.json()) as {
    results: { index: number; status: number; id: string; problem?: { code: string } }[]
  }
  expect(results.map(({ index, status }) => [index, status])).toEqual([
    [0, 201],
    [1, 422],
    [2, 409],
  ])
  const upsert = await ask('POST', '/crm/contacts/batch/upsert', {
    items: [
      { by: 'email', values: { name: 'Amara Okafor', email: 'A@lagos.example' } },
      { by: 'email', values: { name: 'New', email: 'new@lagos.example' } },
    ],
  })
  expect(
    ((await upsert.json()) as { results: { status: number }[] }).results.map(({ status }) => status),
  ).toEqual([200, 201])
  const read = await ask('POST', '/crm/contacts/batch/read', { items: [results[0]!.id, crypto.randomUUID()] })
  expect(
    ((await read.json()) as { results: { status: number }[] }).results.map(({ status }) => status),
  ).toEqual([200, 404])
})

test('a timeline tells what happened, newest first, page by page', async () => {
  const { id } = (await (await ask('POST', '/crm/leads', { name: 'Sofía' })).json()) as { id: string }
  await ask('PATCH', `/crm/leads/${id}`, { city: 'Quito' })
  const first = (await (await ask('GET', `/crm/leads/${id}/timeline?limit=1`)).json()) as {
    results: { kind: string }[]
    paging: { next: { after: string } }
  }
  expect(first.results.map(({ kind }) => kind)).toEqual(['lead.updated'])
  const second = (await (
    await ask('GET', `/crm/leads/${id}/timeline?limit=1&after=${first.paging.next.after}`)
  ).json()) as { results: { kind: string }[] }
  expect(second.results.map(({ kind }) => kind)).toEqual(['lead.created'])
})

test('a lead is converted, a deal moves, and the board adds up', async () => {
  const pipeline = (await (
    await ask('POST', '/crm/pipelines', { name: 'Sales', isDefault: true })
  ).json()) as { id: string }
  const stages: string[] = []
  for (const [name, kind] of [
    ['Open', 'open'],
    ['Next', 'open'],
    ['Won', 'won'],
  ]) {
    const made = await ask('POST', '/crm/stages', { name, kind, pipelineId: pipeline.id, probability: 50 })
    stages.push(((await made.json()) as { id: string }).id)
  }
  const { id } = (await (
    await ask('POST', '/crm/leads', { name: 'Priya', company: 'Deccan', status: 'qualified' })
  ).json()) as { id: string }
  const converted = await ask('POST', `/crm/leads/${id}/convert`, {
    deal: { name: 'Deccan deal', amount: { minor: 5000, currency: 'INR' } },
  })
  expect(converted.status).toBe(200)
  const again = await ask('POST', `/crm/leads/${id}/convert`)
  const conversion = (await converted.json()) as { dealId: string }
  expect(await again.json()).toEqual(conversion)
  const moved = await ask('POST', `/crm/deals/${conversion.dealId}/move`, { stageId: stages[1] })
  expect(await moved.json()).toMatchObject({ stageId: stages[1] })
  const board = (await (await ask('GET', `/crm/pipelines/${pipeline.id}/board`)).json()) as {
    stages: { count: number; sums: unknown[] }[]
  }
  expect(board.stages.map(({ count }) => count)).toEqual([0, 1, 0])
  expect(board.stages[1]!.sums).toEqual([{ currency: 'INR', minor: 5000, weightedMinor: 2500, here: null }])
})

test('search finds records of all kinds by words, beginnings first', async () => {
  await ask('POST', '/crm/customers', { name: 'Nordlys Shipping', city: 'Bergen' })
  await ask('POST', '/crm/deals', { name: 'Fleet for Nordlys' })
  const { results } = (await (await ask('GET', '/crm/search?q=nordlys')).json()) as {
    results: { name: string; entity: string; detail: string | null }[]
  }
  expect(results.map(({ entity, detail }) => [entity, detail])).toEqual([
    ['customer', 'Bergen'],
    ['deal', null],
  ])
})

test('a custom field is defined, used, listed, filtered by and described', async () => {
  const defined = await ask('POST', '/crm/fields', {
    entity: 'lead',
    key: 'budget',
    label: 'Budget',
    kind: 'integer',
  })
  expect(defined.status).toBe(201)
  await ask('POST', '/crm/leads', { name: 'Rich', custom: { budget: 900 } })
  const list = await ask('GET', '/crm/leads?filter=custom.budget:gte:500&fields=name,custom')
  expect(((await list.json()) as { results: unknown[] }).results).toMatchObject([
    { name: 'Rich', custom: { budget: 900 } },
  ])
  const document = (await (await ask('GET', '/openapi.json')).json()) as {
    components: { schemas: { LeadCreate: { properties: { custom: { properties: object } } } } }
  }
  expect(Object.keys(document.components.schemas.LeadCreate.properties.custom.properties)).toEqual(['budget'])
})

test('any page of a list is read from its anchor, and an anchor of another list is refused', async () => {
  const items = Array.from({ length: 205 }, (_, n) => ({ name: `Anchored ${String(n).padStart(3, '0')}` }))
  for (const from of [0, 100, 200])
    await ask('POST', '/crm/customers/batch/create', { items: items.slice(from, from + 100) })
  const question = 'filter=name:contains:anchored&sort=-name'
  const found = await ask('GET', `/crm/anchors?area=customers&${question}`)
  const { every, anchors, total } = (await found.json()) as {
    every: number
    anchors: string[]
    total: unknown
  }
  expect([every, anchors.length, total]).toEqual([100, 2, { value: 205, exact: true }])
  const last = await ask('GET', `/crm/customers?${question}&after=${anchors[1]}`)
  expect(((await last.json()) as { results: { name: string }[] }).results.map(({ name }) => name)).toEqual(
    [4, 3, 2, 1, 0].map(n => `Anchored 00${n}`),
  )
  const other = await ask('GET', `/crm/customers?filter=name:contains:anchored&sort=name&after=${anchors[1]}`)
  expect(other.status).toBe(400)
})
