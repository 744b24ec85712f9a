import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { type TestDoor, testDoor, testPeople } from '../app/test-door'

let database: TestDatabase
let door: TestDoor
beforeAll(async () => {
  database = await testDatabase()
  door = await testDoor(database, testPeople(database))
})
afterAll(async () => {
  await door.close()
  await database.drop()
})

/** Somebody who has signed up, with a workspace of their own. */
async function founder(email: string) {
  let cookie = ''
  const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const answer = await door.ask(null, method, path, body, { ...(cookie ? { cookie } : {}), ...headers })
    const session = answer.headers.getSetCookie().find(one => one.startsWith('sextant.session='))
    if (session) cookie = session.split(';')[0]!
    const text = await answer.text()
    return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : null }
  }
  await ask('POST', '/auth/sign-up', { name: 'Layla', email, password: 'a dune at dusk', currency: 'EUR' })
  const pipeline = (await ask('GET', '/crm/pipelines')).body.results[0].id as string
  return { ask, pipeline, board: async () => (await ask('GET', `/crm/pipelines/${pipeline}/board`)).body }
}

test('board and list are in the reader’s currency as soon as it is chosen, and follow the rates at once', async () => {
  const { ask, pipeline, board } = await founder('sums@rates.example')
  const deal = { name: 'Reefer', pipelineId: pipeline, amount: { minor: 10_000, currency: 'USD' } }
  await ask('POST', '/crm/deals', deal)
  await ask('POST', '/crm/deals', { ...deal, amount: { minor: 1, currency: 'EUR' } })
  const first = async () => {
    const { stages, valuation } = await board()
    return [stages[0].total.minor, stages[0].total.missing, valuation.currency, valuation.missing]
  }
  expect(await first()).toEqual([1, 1, 'EUR', [{ currency: 'USD', count: 1 }]])
  await ask('POST', '/crm/rates', { rates: [{ day: '2026-01-05', currency: 'USD', rate: '1.25' }] })
  expect(await first()).toEqual([8001, 0, 'EUR', []])
  await ask('PATCH', '/auth/profile', { reportingCurrency: 'USD' })
  expect(await first()).toEqual([10_001, 0, 'USD', []])
  const { sums } = (await ask('GET', '/crm/sums?area=deals')).body
  expect(sums.amount).toMatchObject({ minor: 10_001, count: 2, valuation: { currency: 'USD' } })
  expect(Object.keys((await ask('GET', '/crm/sums?area=deals&fields=amount')).body.sums)).toEqual(['amount'])
  expect((await ask('GET', '/crm/sums?area=deals&fields=name')).status).toBe(422)
  expect((await ask('GET', '/crm/sums?area=planets')).status).toBe(400)
  expect((await ask('GET', '/crm/sums?area=deals&filter=nothing:eq:1')).status).toBe(422)
  await ask('PATCH', '/auth/profile', { reportingCurrency: null })
  expect((await ask('GET', '/auth/session')).body.user.reportingCurrency).toBeNull()
  expect(await first()).toEqual([8001, 0, 'EUR', []])
  expect((await ask('PATCH', '/auth/profile', { reportingCurrency: 'XYZ' })).status).toBe(422)
})

test('a refusal names its rule, and nobody reads the rates of another workspace', async () => {
  const { ask } = await founder('one@rates.example')
  const other = await founder('other@rates.example')
  const rate = { day: '2026-01-05', currency: 'USD', rate: '1.25' }
  expect((await ask('POST', '/crm/rates', { rates: [rate] })).status).toBe(200)
  expect(await ask('POST', '/crm/rates', { rates: [{ ...rate, rate: '2' }] })).toMatchObject({
    status: 409,
    body: { rule: 'rate.taken', params: { rate: '1.25' } },
  })
  expect(await ask('POST', '/crm/rates', { rates: [{ ...rate, rate: '0' }] })).toMatchObject({
    status: 422,
    body: { rule: 'rate.not_positive' },
  })
  for (const [text, rule] of [
    ['<!DOCTYPE a [<!ENTITY b "c">]><a/>', 'rate_file.unreadable'],
    ['<Cube/>', 'rate_file.empty'],
    ['\u0000', 'rate_file.unreadable'],
  ])
    expect(
      (await ask('POST', '/crm/rates/file?format=ecb', text, { 'content-type': 'text/xml' })).body,
    ).toMatchObject({ rule })
  expect((await other.ask('GET', '/crm/rates')).body.results).toEqual([])
  expect((await other.ask('DELETE', '/crm/rates/USD/2026-01-05')).status).toBe(404)
  expect((await ask('DELETE', '/crm/rates/USD/2026-01-05')).status).toBe(204)
  expect((await ask('DELETE', '/crm/rates/USD/no-day')).status).toBe(404)
})
