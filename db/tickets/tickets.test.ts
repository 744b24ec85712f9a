import { afterAll, beforeAll, beforeEach, expect, test } from 'bun:test'
import { contactEntity } from '../contacts/contacts.entity'
import { handClock } from '../core/clock'
import type { Context } from '../core/context'
import { Fault } from '../core/errors'
import { customerEntity } from '../customers/customers.entity'
import { archiveRecord, restoreRecord } from '../records/archive-record'
import { createRecord } from '../records/create-record'
import { listRecords } from '../records/list-records'
import { readRecord } from '../records/read-record'
import { updateRecord } from '../records/update-record'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { ticketEntity } from './tickets.entity'
import { type TicketStatus, ticketStatuses } from './tickets.model'
import { nextTicketStatuses } from './tickets.rules'

const hourMs = 3_600_000
let clock = handClock('2026-11-17T06:30:00.000Z')
let database: TestDatabase
let ctx: Context
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  clock = handClock('2026-11-17T06:30:00.000Z')
  ctx = await testContext(database, { clock })
})

const make = (values: Record<string, unknown> = {}, by = ctx) =>
  createRecord(by, ticketEntity, { name: 'Cold box arrived open', ...values })
const change = (id: string, values: Record<string, unknown>) => updateRecord(ctx, ticketEntity, id, values)

test('tickets are numbered in the order in which they come, each workspace for itself, and none is lost by a refusal', async () => {
  const [first, second] = [await make(), await make()]
  await expect(make({ customerId: crypto.randomUUID() })).rejects.toThrow(Fault)
  const third = await make()
  expect([first, second, third].map(({ number }) => number)).toEqual([1, 2, 3])
  const other = await testContext(database, { clock })
  expect((await make({}, other)).number).toBe(1)
})

test('many who make tickets at once get numbers of their own', async () => {
  const made = await Promise.all(Array.from({ length: 20 }, () => make()))
  expect(made.map(({ number }) => number!).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 20 }, (_, n) => n + 1),
  )
})

test('a ticket is found by its number', async () => {
  await make()
  const second = await make({ name: 'Another one' })
  const page = await listRecords(ctx, ticketEntity, { q: String(second.number), limit: 10 })
  expect((JSON.parse(page.results) as { id: string }[]).map(({ id }) => id)).toEqual([second.id])
})

test('a ticket takes the customer of its contact, where nobody names one', async () => {
  const customer = await createRecord(ctx, customerEntity, { name: 'Gulf Medical' })
  const other = await createRecord(ctx, customerEntity, { name: 'Fjord Marine' })
  const contact = await createRecord(ctx, contactEntity, { name: 'Noor Al-Sabah', customerId: customer.id })
  expect((await make({ contactId: contact.id })).customerId).toBe(customer.id)
  expect((await make({ contactId: contact.id, customerId: other.id })).customerId).toBe(other.id)
  expect((await make({ contactId: contact.id, customerId: null })).customerId).toBeNull()
})

test('a ticket takes the steps that there are, and no others', async () => {
  const paths: Record<TicketStatus, TicketStatus[]> = {
    new: [],
    open: ['open'],
    waiting_customer: ['waiting_customer'],
    waiting_elsewhere: ['waiting_elsewhere'],
    solved: ['solved'],
    closed: ['solved', 'closed'],
  }
  for (const from of ticketStatuses)
    for (const to of ticketStatuses) {
      if (from === to) continue
      const { id } = await make()
      for (const status of paths[from]) await change(id, { status })
      const step = change(id, { status: to })
      if (nextTicketStatuses(from).includes(to)) expect((await step).status).toBe(to)
      else await expect(step).rejects.toMatchObject({ details: { rule: 'ticket.transition' } })
    }
})

test('when it was solved and closed follows from its status, and opening it again takes that back and is counted', async () => {
  const { id } = await make()
  clock.move(27.5 * hourMs)
  expect(await change(id, { status: 'solved' })).toMatchObject({
    solvedAt: '2026-11-18T10:00:00+00:00',
    closedAt: null,
  })
  clock.move(365 * 24 * hourMs)
  expect(await change(id, { status: 'closed' })).toMatchObject({
    solvedAt: '2026-11-18T10:00:00+00:00',
    closedAt: '2027-11-18T10:00:00+00:00',
  })
  clock.move(13 * 24 * hourMs)
  expect(await change(id, { status: 'open' })).toMatchObject({
    solvedAt: null,
    closedAt: null,
    reopenings: 1,
  })
  const moments = await database.owner<{ what: string; value: string; at: Date }[]>`
    select what, value, at from ticket_moment where ticket_id = ${id} order by at, id`
  expect(
    moments
      .filter(({ what }) => what === 'status')
      .map(({ value, at }) => `${value} ${at.toISOString().slice(0, 10)}`),
  ).toEqual(['new 2026-11-17', 'solved 2026-11-18', 'closed 2027-11-18', 'open 2027-12-01'])
})

test('a ticket is no part of itself, however long the chain', async () => {
  const [a, b, c] = [await make(), await make(), await make()]
  await change(b.id, { parentTicketId: a.id })
  await change(c.id, { parentTicketId: b.id })
  for (const parentTicketId of [a.id, c.id])
    await expect(change(a.id, { parentTicketId })).rejects.toMatchObject({
      details: { rule: 'ticket.own_ancestor' },
    })
})

test('a ticket comes back from the bin with its number and its status', async () => {
  const { id, number } = await make()
  await change(id, { status: 'open' })
  await archiveRecord(ctx, ticketEntity, id)
  await restoreRecord(ctx, ticketEntity, id)
  expect(JSON.parse((await readRecord(ctx, ticketEntity, id)).body)).toMatchObject({
    number,
    status: 'open',
    deletedAt: null,
  })
  expect((await make()).number).toBe(number! + 1)
})
