import { afterAll, beforeAll, expect, test } from 'bun:test'
import { activityEntity } from '../activities/activities.entity'
import type { Context } from '../core/context'
import { customerEntity } from '../customers/customers.entity'
import { defineField } from '../fields/define-field'
import { convertLead } from '../leads/convert-lead'
import { leadEntity } from '../leads/leads.entity'
import { freshKey } from '../mapping/new-names.rules'
import { searchNames } from '../search/search-names'
import { faultOf } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { createRecord } from './create-record'
import { findByKey } from './find-by-key'
import { listRecords } from './list-records'
import { updateRecord } from './update-record'

let database: TestDatabase
let ctx: Context
beforeAll(async () => {
  database = await testDatabase()
  ctx = await testContext(database)
  await defineField(ctx, { entity: 'lead', key: 'size', label: 'Size', kind: 'text' })
})
afterAll(() => database.drop())

const pointers = async (work: Promise<unknown>) => [
  ...new Set((await faultOf(work)).details.problems?.map(({ pointer }) => pointer)),
]

test('a text that cannot be kept is refused at its place, wherever it is written', async () => {
  const lead = await createRecord(ctx, leadEntity, { name: 'Whole' })
  for (const odd of ['a\u0000b', 'half \ud83d', '\udc00 a pair the wrong way \ud83d']) {
    expect(await pointers(createRecord(ctx, leadEntity, { name: odd, note: odd, source: odd }))).toEqual([
      '/name',
      '/source',
      '/note',
    ])
    expect(await pointers(updateRecord(ctx, leadEntity, lead.id, { custom: { size: odd } }))).toEqual([
      '/custom/size',
    ])
    expect(await pointers(defineField(ctx, { entity: 'lead', key: 'x', label: odd, kind: 'text' }))).toEqual([
      '/label',
    ])
    expect(
      await pointers(
        defineField(ctx, { entity: 'lead', key: 'y', label: 'y', kind: 'select', options: [odd] }),
      ),
    ).toEqual(['/options/0'])
    expect(await pointers(convertLead(ctx, lead.id, { customerName: odd, deal: { name: odd } }))).toEqual([
      '/customerName',
      '/deal/name',
    ])
  }
  const kept = '😀 \u202eevil\u202c \u200f محمد 𐐷 \ufffe'
  expect((await createRecord(ctx, leadEntity, { name: kept })).name).toBe(kept)
}, 30_000)

test('a text that nobody could see is none', async () => {
  for (const name of ['\u200f', '\u200b \u2060', '\u202e\u202c'])
    expect(await pointers(createRecord(ctx, leadEntity, { name }))).toEqual(['/name'])
})

test('a custom field that is not there is refused, also one whose key every JavaScript object has', async () => {
  const lead = await createRecord(ctx, leadEntity, { name: 'Keyed oddly' })
  for (const key of ['constructor', 'prototype', '__proto__', 'toString', 'hasOwnProperty', 'none']) {
    const custom = JSON.parse(`{"${key}": "x"}`)
    for (const work of [
      () => createRecord(ctx, leadEntity, { name: 'x', custom }),
      () => updateRecord(ctx, leadEntity, lead.id, { custom }),
    ])
      expect((await faultOf(work())).details.problems).toMatchObject([
        { pointer: `/custom/${key}`, code: 'unknown_field' },
      ])
  }
  for (const odd of [[], ['x'], 'x', 1])
    expect(await pointers(updateRecord(ctx, leadEntity, lead.id, { custom: odd }))).toEqual(['/custom'])
  expect((await faultOf(updateRecord(ctx, leadEntity, lead.id, []))).details.problems).toMatchObject([
    { pointer: '', code: 'wrong_type' },
  ])
}, 30_000)

test('an amount is in a currency that there is or was, in lists’ filters too', async () => {
  for (const currency of ['JPY', 'KWD', 'HRK', 'CLF'])
    expect(await createRecord(ctx, leadEntity, { name: 'x', value: { minor: 1, currency } })).toMatchObject({
      value: { minor: 1, currency },
    })
  for (const currency of ['ZZZ', 'eur', 'ERU', '']) {
    const value = { minor: 1, currency }
    expect(await pointers(createRecord(ctx, leadEntity, { name: 'x', value }))).toEqual(['/value/currency'])
    const filter = { field: 'value', op: 'eq' as const, value }
    expect(await pointers(listRecords(ctx, leadEntity, { limit: 1, filter }))).toEqual(['/value'])
  }
})

test('a long note is kept whole, told whole, and found by how it begins', async () => {
  const note = `Zanzibar ${'😀é '.repeat(24_997)}`.slice(0, 99_999)
  const call = await createRecord(ctx, activityEntity, { kind: 'note', name: 'Long', body: note })
  expect(call.body).toBe(note.trim())
  const changed = await updateRecord(ctx, activityEntity, call.id, { body: `${note.trim()}!` })
  expect(changed.body).toBe(`${note.trim()}!`)
  const [event] = await database.owner`
    select before, after from event where subject_id = ${call.id} and kind = 'activity.updated'`
  expect(event).toEqual({ before: { body: note.trim() }, after: { body: `${note.trim()}!` } })
  const { results } = await listRecords(ctx, activityEntity, { q: 'zanzibar', limit: 5, fields: ['name'] })
  expect(JSON.parse(results)).toMatchObject([{ id: call.id }])
  const longer = { kind: 'note', name: 'Longer', body: 'x'.repeat(100_001) }
  expect(await pointers(createRecord(ctx, activityEntity, longer))).toEqual(['/body'])
}, 30_000)

test('a word that nothing can hold finds nothing', async () => {
  const page = await listRecords(ctx, leadEntity, { q: 'Wh\u0000ole \ud83d', limit: 5 })
  expect(page.results).toBe('[]')
  expect(await searchNames(ctx, 'Wh\u0000ole', 5)).toEqual([])
  expect(await findByKey(ctx, leadEntity, 'email', { email: 'a\u0000@b.example' })).toBeUndefined()
}, 30_000)

test('only instants that the database reads alike are taken, and days of the calendar', async () => {
  const call = (occurredAt: string) =>
    createRecord(ctx, activityEntity, { kind: 'call', name: 'x', occurredAt })
  for (const odd of [
    '2026-11-18T09:30:00+23:59',
    '2026-11-18T09:30:00-16:00',
    '2026-02-30T09:30:00Z',
    '2026-11-18T24:00:00Z',
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:00:00+14:00',
    '9999-12-31T23:59:59.9999Z',
    '+275760-09-13T00:00:00Z',
  ])
    expect([odd, await pointers(call(odd))]).toEqual([odd, ['/occurredAt']])
  for (const [given, kept] of [
    ['2026-11-18T09:30:00+15:59', '2026-11-17T17:31:00.000Z'],
    ['2026-11-18T09:30:00.1234567Z', '2026-11-18T09:30:00.123Z'],
    ['2024-02-29T23:59:59-05:30', '2024-03-01T05:29:59.000Z'],
  ] as const)
    expect([given, new Date(String((await call(given)).occurredAt)).toISOString()]).toEqual([given, kept])
  for (const odd of ['0000-00-00', '2026-02-29', '275760-09-13', '2026-1-1', 'tomorrow'])
    expect([
      odd,
      await pointers(createRecord(ctx, activityEntity, { kind: 'task', name: 'x', dueOn: odd })),
    ]).toEqual([odd, ['/dueOn']])
}, 30_000)

test('the same value written otherwise changes nothing and tells nothing', async () => {
  const occurredAt = '2026-11-18T09:30:00.5+01:00'
  const lead = await createRecord(ctx, leadEntity, { name: 'Same', value: { minor: 100, currency: 'EUR' } })
  const call = await createRecord(ctx, activityEntity, {
    kind: 'call',
    name: 'x',
    occurredAt,
    leadId: lead.id,
  })
  const again = await updateRecord(ctx, activityEntity, call.id, {
    occurredAt: '2026-11-18T08:30:00.500Z',
    leadId: lead.id.toUpperCase(),
    ownerId: String(call.ownerId).toUpperCase(),
  })
  expect(again.version).toBe(1)
  const paid = await updateRecord(ctx, leadEntity, lead.id, { value: { currency: 'EUR', minor: 100 } })
  expect(paid.version).toBe(1)
}, 30_000)

test('a custom field has no key that JavaScript has taken, for each record would seem to have a value of it', async () => {
  for (const key of ['constructor', 'prototype'])
    expect(await pointers(defineField(ctx, { entity: 'lead', key, label: 'Builder', kind: 'text' }))).toEqual(
      ['/key'],
    )
  expect(freshKey('Constructor', new Set())).toBe('constructor_2')
}, 30_000)

test('a record is found by its key as it is kept, whatever space and capitals the asker wrote', async () => {
  const lead = await createRecord(ctx, leadEntity, {
    name: 'Keyed',
    externalId: ' X-1 ',
    email: 'Keyed@Keys.example',
  })
  expect(await findByKey(ctx, leadEntity, 'externalId', { externalId: ' X-1\n' })).toBe(lead.id)
  expect(await findByKey(ctx, leadEntity, 'externalId', { externalId: 'x-1' })).toBeUndefined()
  expect(await findByKey(ctx, leadEntity, 'email', { email: ' keyed@keys.EXAMPLE ' })).toBe(lead.id)
}, 30_000)

test('a name of signs alone is the same as no other', async () => {
  const rocket = await createRecord(ctx, customerEntity, { name: '🚀' })
  await createRecord(ctx, customerEntity, { name: '…' })
  const lead = await createRecord(ctx, leadEntity, { name: 'Launch', company: '🛰' })
  const { customerId } = await convertLead(ctx, lead.id, { deal: null })
  expect(customerId).not.toBe(rocket.id)
  const other = await createRecord(ctx, leadEntity, { name: 'Launch again', company: ' 🚀 ' })
  expect((await convertLead(ctx, other.id, { deal: null })).customerId).toBe(rocket.id)
}, 30_000)

test('a domain of any script is one, with the marks that its vowels are', async () => {
  for (const domain of ['उदाहरण.भारत', 'شركة.السعودية', 'İstanbul.example', 'xn--p1ai.example'])
    expect((await createRecord(ctx, customerEntity, { name: domain, domain })).domain).toBe(
      domain.toLowerCase(),
    )
  for (const domain of ['nowhere', '-a.example', 'a b.example', '\u0301.example'])
    expect(createRecord(ctx, customerEntity, { name: domain, domain })).rejects.toThrow()
})

test('a domain in letters and in its ASCII form is one, and a phone number may be written in Arabic digits', async () => {
  await createRecord(ctx, customerEntity, { name: 'Bücher', domain: 'Bücher.example' })
  const refusal = await faultOf(
    createRecord(ctx, customerEntity, { name: 'Bucher', domain: 'www.xn--bcher-kva.example' }),
  )
  expect(refusal.code).toBe('conflict')
  const lead = await createRecord(ctx, leadEntity, { name: 'سارة', country: 'SA', phone: '٠٥٥ ٢١٤ ٠٩١٧' })
  const [row] = await database.owner`select phone, phone_key from lead where id = ${lead.id}`
  expect(row).toEqual({ phone: '٠٥٥ ٢١٤ ٠٩١٧', phoneKey: '+966552140917' })
  const odd = await createRecord(ctx, leadEntity, { name: 'بلا بلد', phone: '٠٠١٢٣٤٥' })
  const [kept] = await database.owner`select phone_key from lead where id = ${odd.id}`
  expect(kept!.phoneKey).toBe('12345')
}, 30_000)

test('an address with a domain in any script is taken, and is one mailbox with its ASCII form', async () => {
  for (const [written, other] of [
    ['ina@bücher.example', 'INA@xn--bcher-kva.example'],
    ['info@مثال.example', 'info@xn--mgbh0fb.example'],
    ['a@xn--r8jz45g.example', 'a@例え.example'],
  ] as const) {
    const lead = await createRecord(ctx, leadEntity, { name: written, email: written })
    expect(lead.email).toBe(written)
    expect(await findByKey(ctx, leadEntity, 'email', { email: other })).toBe(lead.id)
    expect((await faultOf(createRecord(ctx, leadEntity, { name: other, email: other }))).code).toBe(
      'conflict',
    )
  }
})
