import { afterAll, beforeAll, expect, test } from 'bun:test'
import { entities } from '@sextant/db/app/entities'
import { type AreaName, importedNames, type RecordName } from '@sextant/db/core/areas.model'
import type { Import } from '@sextant/db/imports/import.model'
import { importContext } from '@sextant/db/imports/import-context'
import { runImport } from '@sextant/db/imports/run-import'
import type { Entity } from '@sextant/db/records/entity'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { type TestAsker, type TestDoor, testDoor, testPeople } from '../app/test-door'

let database: TestDatabase
let door: TestDoor
let here: TestAsker
let there: TestAsker
beforeAll(async () => {
  database = await testDatabase()
  const people = testPeople(database)
  door = await testDoor(database, people)
  here = await people.join()
  there = await people.join()
  for (const asker of [here, there]) await pipelines(asker)
  await fill()
}, 60_000)
afterAll(async () => {
  await door.close()
  await database.drop()
})

async function ask<T>(asker: TestAsker, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await door.ask(asker, method, path, body)
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}
const make = async (area: string, record: object, asker = here) =>
  (await ask<{ id: string }>(asker, 'POST', `/crm/${area}`, record)).id
const exported = async (area: string, asker: TestAsker) =>
  (await door.ask(asker, 'GET', `/crm/${area}/export.csv?sort=name`)).text()
const linesOf = (csv: string) => csv.trim().split(/\r\n(?=[^\r\n]*(?:,|$))/)

async function imported(area: string, entity: string, content: string, asker: TestAsker): Promise<Import> {
  const file = (await (
    await door.app.request(`/crm/files?name=${area}.csv`, {
      method: 'POST',
      headers: { authorization: `Bearer ${asker.key}`, 'content-type': 'text/csv' },
      body: content,
    })
  ).json()) as { id: string }
  const draft = await ask<Import>(asker, 'POST', '/crm/imports', { fileId: file.id })
  // Its columns are its own fields, so it is known for what it is.
  expect([area, draft.entity, draft.problems]).toEqual([area, entity as 'lead', []])
  await ask(asker, 'POST', `/crm/imports/${draft.id}/start`)
  const job = { workspaceId: asker.workspaceId, importId: draft.id }
  await runImport(await importContext(database, job), draft.id, { maxMs: 60_000 })
  const faults = await ask<{ results: unknown[] }>(asker, 'GET', `/crm/imports/${draft.id}/faults`)
  expect([area, faults.results]).toEqual([area, []])
  return ask<Import>(asker, 'GET', `/crm/imports/${draft.id}`)
}

/** Two pipelines with a stage of one name in each. */
async function pipelines(asker: TestAsker) {
  for (const [name, stages] of [
    ['Sales', ['Prospecting', 'Offer', 'Won', 'Lost']],
    ['Renewals', ['Due', 'Offer', 'Kept', 'Left']],
  ] as const) {
    const pipelineId = await make('pipelines', { name, isDefault: name === 'Sales' }, asker)
    for (const [i, stage] of stages.entries())
      await make('stages', { name: stage, pipelineId, kind: ['open', 'open', 'won', 'lost'][i] }, asker)
  }
}

const awkward = [
  '=HYPERLINK("http://x","y")',
  '+SUM(A1)',
  "'=1",
  "''-2",
  '@cmd',
  '-5',
  '="00123"',
  'a "b", c; d|e\tf',
  'x;=1+1; ＠y',
  '＝1+1',
  "－2;'-3",
]
const fields = {
  text: ['text', '00123', '=1+1', '-'],
  long: ['longText', 'line one\n=line "two", with = and ;\n- ＋three;=4', 'سطر أول\nسطر ثان'],
  whole: ['integer', 42, -7],
  part: ['number', 12.5, -0.25],
  yes: ['boolean', true, false],
  day: ['date', '2026-02-03', '1999-12-31'],
  moment: ['instant', '2026-02-03T10:15:30.123Z', '2026-11-18T00:00:00.000Z'],
  level: ['select', 'Gold', 'Silver'],
  mail: ['email', 'Other@Mail.example', 'b@mail.example'],
  call: ['phone', '+49 30 1234567', '+966 50 123 4567'],
  link: ['url', 'https://x.example/a?b=c', 'https://y.example/'],
  land: ['country', 'NA', 'DE'],
} as const

async function ownFields(entity: string, asker = here) {
  for (const [key, [kind]] of Object.entries(fields))
    await ask(asker, 'POST', '/crm/fields', {
      entity,
      key,
      label: `Own ${key}`,
      kind,
      ...(kind === 'select' ? { options: ['Gold', 'Silver'] } : {}),
    })
}
const custom = (n: number) =>
  Object.fromEntries(Object.entries(fields).map(([key, [, ...values]]) => [key, values[n % values.length]]))

async function fill() {
  const [owner] = (await ask<{ results: { id: string }[] }>(here, 'GET', '/crm/members')).results
  const ownerId = owner!.id
  for (const entity of ['lead', 'customer', 'contact', 'deal', 'product', 'activity', 'ticket'])
    await ownFields(entity)
  const productId = await make('products', {
    name: 'رافعة شوكية 3 طن',
    code: '000123',
    family: 'Lifts',
    price: { minor: 1234567, currency: 'KWD' },
    active: false,
    description: awkward[7],
    externalId: 'P-1',
    custom: custom(0),
  })
  await make('products', {
    name: awkward[1],
    code: '+7',
    price: { minor: -99, currency: 'JPY' },
    externalId: 'P-2',
    custom: custom(1),
  })
  const parentId = await make('customers', {
    name: 'نجد للتبريد',
    domain: 'najd.example',
    externalId: '0001',
    custom: custom(0),
  })
  const customerId = await make('customers', {
    name: 'Müller & Söhne, “GmbH”',
    legalName: awkward[0],
    country: 'NA',
    city: awkward[4],
    employees: 1200,
    annualRevenue: { minor: 1250000075, currency: 'SAR' },
    foundedYear: 1984,
    status: 'active',
    customerSince: '2019-03-01',
    phone: '+49 351 123456',
    email: 'Info@Mueller.example',
    parentId,
    ownerId,
    note: fields.long[1],
    externalId: '0002',
    custom: custom(1),
  })
  const contactId = await make('contacts', {
    name: awkward[2],
    email: 'Layla@Najd.example',
    phone: '+966 55 214 0917 x12',
    jobTitle: awkward[3],
    customerId,
    ownerId,
    country: 'SA',
    language: 'ar',
    emailConsent: true,
    note: fields.long[2],
    externalId: 'C-1',
    custom: custom(0),
  })
  await make('contacts', { name: '山田 太郎', externalId: 'C-2', emailConsent: false, custom: custom(1) })
  for (const [n, name] of [...awkward, 'ليلى الحربي'].entries())
    await make('leads', {
      name,
      email: `lead${n}@trip.example`,
      phone: `+49 30 ${1234560 + n}`,
      company: awkward[(n + 1) % awkward.length],
      website: 'trip.example',
      country: n % 2 ? 'NA' : 'DE',
      language: 'pt-BR',
      employees: n,
      source: 'referral',
      status: ['new', 'working', 'qualified', 'nurture'][n % 4],
      value: { minor: (n - 3) * 12_345, currency: ['EUR', 'JPY', 'KWD', 'SAR'][n % 4] },
      ownerId,
      emailConsent: n % 2 === 0,
      receivedOn: '2026-01-02',
      note: fields.long[1],
      externalId: `00${n}`,
      custom: custom(n),
    })
  const leadId = (await ask<{ results: { id: string }[] }>(here, 'GET', '/crm/leads?limit=1&sort=name'))
    .results[0]!.id
  const stages = (
    await ask<{ results: { id: string; name: string; pipelineId: string }[] }>(
      here,
      'GET',
      '/crm/stages?limit=50',
    )
  ).results
  const dealIds: string[] = []
  for (const [n, stage] of stages.entries())
    dealIds.push(
      await make('deals', {
        name: n ? `Deal ${n}` : awkward[6],
        customerId: n % 2 ? customerId : parentId,
        productId,
        stageId: stage.id,
        amount: { minor: 100 * n, currency: 'SAR' },
        expectedCloseOn: '2026-12-31',
        openedOn: '2026-01-02',
        ...(['Won', 'Lost', 'Kept', 'Left'].includes(stage.name)
          ? { closedOn: '2026-05-06', closeReason: 'سعر' }
          : {}),
        ownerId,
        source: 'event',
        note: awkward[n],
        externalId: `D-${n}`,
        custom: custom(n),
      }),
    )
  for (const [n, kind] of ['call', 'meeting', 'email', 'note', 'task'].entries())
    await make('activities', {
      name: awkward[n],
      kind,
      body: fields.long[1],
      customerId,
      ownerId,
      direction: n % 2 ? 'in' : 'out',
      outcome: 'Done',
      durationMinutes: n * 15,
      occurredAt: '2026-03-04T05:06:07.000Z',
      dueOn: '2026-03-05',
      externalId: `A-${n}`,
      custom: custom(n),
    })
  for (const [n, status] of ['new', 'open', 'waiting_customer', 'solved', 'closed'].entries())
    await make('tickets', {
      name: awkward[n],
      description: fields.long[1],
      type: 'incident',
      priority: ['low', 'urgent'][n % 2],
      status,
      customerId,
      productId,
      ownerId,
      channel: 'phone',
      language: 'ar',
      externalId: `T-${n}`,
      custom: custom(n),
    })
  // Of these the file has ids: they are found where they were exported.
  await make('deals', {
    name: 'With a person',
    contactId,
    customerId,
    stageId: stages.find(({ name }) => name === 'Prospecting')!.id,
    externalId: 'only here D',
  })
  await make('activities', {
    name: 'About',
    kind: 'note',
    leadId,
    contactId,
    dealId: dealIds[0],
    externalId: 'only here A',
  })
}

/** Those that a file holds, each after what it refers to: in a workspace that has nothing they are read in this order. */
const kinds = inOrder(entities.filter(({ name }) => importedNames.some(one => one === name)))

function inOrder(left: readonly Entity[], done: readonly Entity[] = []): (readonly [AreaName, RecordName])[] {
  if (left.length === 0) return done.map(({ area, name }) => [area, name] as const)
  const waits = ({ name, model }: Entity) =>
    Object.values(model.fields).some(
      ({ refersTo, traits }) =>
        refersTo !== name && !traits.readOnly && left.some(other => other.name === refersTo),
    )
  const next = left.filter(entity => !waits(entity))
  if (next.length === 0) throw new Error(`Records that refer to each other: ${left.map(({ area }) => area)}`)
  return inOrder(
    left.filter(entity => waits(entity)),
    [...done, ...next],
  )
}

test.each(kinds)(
  '%s that are exported and imported again are there already, and nothing changes',
  async (area, entity) => {
    const before = await exported(area, here)
    const done = await imported(area, entity, before, here)
    expect(done.counts.read).toBeGreaterThan(1)
    expect(done.counts).toEqual({
      read: done.counts.read,
      created: 0,
      updated: 0,
      skipped: done.counts.read,
      refused: 0,
    })
    expect(await exported(area, here)).toBe(before)
  },
)

test('what is exported is the same records in a workspace that had none: with names, money, days, formulas and own fields', async () => {
  for (const [area, entity] of kinds) {
    const own = (await exported(area, here)).replace(/^[^\r\n]*only here.*\r\n/gm, '')
    const done = await imported(area, entity, own, there)
    expect([area, done.counts.updated, done.counts.refused]).toEqual([area, 0, 0])
    const [head, ...rows] = linesOf(await exported(area, there))
    expect([area, head]).toEqual([area, linesOf(own)[0]!])
    expect([area, rows.sort()]).toEqual([area, linesOf(own).slice(1).sort()])
  }
  const { results } = await ask<{ results: { name: string; value: unknown; custom: object }[] }>(
    there,
    'GET',
    '/crm/leads?sort=name&limit=50',
  )
  expect(results.map(({ name }) => name).sort()).toEqual([...awkward, 'ليلى الحربي'].sort())
  expect(results.find(({ name }) => name === awkward[0])).toMatchObject({
    value: { minor: -37_035, currency: 'EUR' },
    custom: custom(0),
  })
})
