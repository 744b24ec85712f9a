import { afterAll, beforeAll, expect, test } from 'bun:test'
import { roles } from '@sextant/db/core/grants.rules'
import type { QuoteSheet } from '@sextant/db/quotes/quote-sheet.model'
import type { Quote } from '@sextant/db/quotes/quotes.model'
import { scratchPipeline, scratchQuote } from '@sextant/db/quotes/scratch-quotes'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { type TestAsker, type TestDoor, testDoor, testPeople } from '../app/test-door'

let database: TestDatabase
let door: TestDoor
let admin: TestAsker
const of: Record<string, TestAsker> = {}
beforeAll(async () => {
  database = await testDatabase()
  const people = testPeople(database)
  door = await testDoor(database, people)
  admin = await people.join()
  of.admin = admin
  for (const role of roles)
    if (role !== 'admin') of[role] = await people.join({ workspaceId: admin.workspaceId, role })
  await scratchPipeline(admin)
})
afterAll(async () => {
  await door.close()
  await database.drop()
})

const ask = (as: TestAsker, method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
  door.ask(as, method, path, body, headers)
const sheetOf = async (as: TestAsker, id: string): Promise<QuoteSheet> =>
  (await (await ask(as, 'GET', `/crm/quotes/${id}/sheet`)).json()) as QuoteSheet

test('sent twice with one key it is sent once, with one number, one link and one answer', async () => {
  const { id } = await scratchQuote(admin)
  const send = () => ask(admin, 'POST', `/crm/quotes/${id}/send`, {}, { 'idempotency-key': `send-${id}` })
  const both = await Promise.all([send(), send()])
  const again = await send()
  // Of two at once the second waits, or is told to ask again.
  expect(both.map(({ status }) => status).filter(status => status !== 200 && status !== 409)).toEqual([])
  expect(again.status).toBe(200)
  const quote = (await again.json()) as Quote
  const { versions, links } = await sheetOf(admin, id)
  expect(versions.map(({ state, document }) => [state, document?.number])).toEqual([
    ['sent', quote.number ?? 'none'],
  ])
  expect(links).toHaveLength(1)
  expect(new URL(links[0]!.address!).pathname).toMatch(/^\/q\/[\w-]{22}\.[\w-]{43}$/)
})

test('who may do what, by role', async () => {
  const matrix: Record<string, Record<string, number>> = {}
  for (const [role, asker] of Object.entries(of)) {
    const own = await scratchQuote(admin, { values: { ownerId: asker.access.memberId } })
    const other = await scratchQuote(admin)
    await database.owner`update deal set owner_id = ${asker.access.memberId} where id = ${own.dealId}`
    const statusOf = async (method: string, path: string, body?: unknown) =>
      (await ask(asker, method, path, body)).status
    matrix[role] = {
      begin: await statusOf('POST', '/crm/quotes', { dealId: own.dealId }),
      read: await statusOf('GET', `/crm/quotes/${own.id}/sheet`),
      sendOwn: await statusOf('POST', `/crm/quotes/${own.id}/send`, {}),
      sendOther: await statusOf('POST', `/crm/quotes/${other.id}/send`, {}),
      settings: await statusOf('PUT', '/crm/quote-settings', {}),
    }
    const sheet = await ask(asker, 'GET', `/crm/quotes/${own.id}/sheet`)
    const addresses = ((await sheet.json()) as QuoteSheet).links.map(({ address }) => address !== null)
    // Addresses open the answer to a quote: they are for who may change it.
    expect([role, addresses.every(Boolean)]).toEqual([
      role,
      matrix[role]!.sendOwn === 200 || !addresses.length,
    ])
  }
  const seesOnly = { begin: 403, read: 200, sendOwn: 403, sendOther: 403, settings: 403 }
  expect(matrix).toEqual({
    admin: { begin: 201, read: 200, sendOwn: 200, sendOther: 200, settings: 422 },
    manager: { begin: 201, read: 200, sendOwn: 200, sendOther: 200, settings: 403 },
    rep: { begin: 201, read: 200, sendOwn: 200, sendOther: 404, settings: 403 },
    marketer: seesOnly,
    analyst: seesOnly,
    read_only: seesOnly,
  })
})

test('what cannot be sent says why in a rule, and garbage is refused', async () => {
  const { id } = await scratchQuote(admin, { lines: [] })
  const refused = await ask(admin, 'POST', `/crm/quotes/${id}/send`, {})
  expect([refused.status, ((await refused.json()) as { rule: string }).rule]).toEqual([422, 'quote.no_lines'])
  for (const body of [
    { recipients: [] },
    { recipients: [{ name: ' ' }] },
    { recipients: [{ name: 'X', email: 'x' }] },
    { dealVersion: 'x' },
    { more: 1 },
    [],
  ])
    expect((await ask(admin, 'POST', `/crm/quotes/${id}/send`, body)).status).toBe(422)
  for (const path of ['x', crypto.randomUUID()])
    for (const act of ['send', 'versions', 'versions/drop', 'withdraw'])
      expect((await ask(admin, 'POST', `/crm/quotes/${path}/${act}`, {})).status).toBe(404)
  expect((await ask(admin, 'DELETE', `/crm/quotes/${id}/links/${crypto.randomUUID()}`)).status).toBe(404)
})
