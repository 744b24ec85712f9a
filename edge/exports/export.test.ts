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
}, 20_000)

test.each(['sort=nonsense', 'filter=nonsense%20eq%201', 'filter=%28'])(
  'what an export cannot do is a problem, not the beginning of a file: %s',
  async query => {
    const answer = await door.ask(maren, 'GET', `/crm/leads/export.csv?${query}`)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([422, 'application/problem+json'])
  },
)

test('an export without a record is a file with its columns, and one with records goes on below them', async () => {
  const lines = async () => {
    const answer = await door.ask(maren, 'GET', '/crm/leads/export.csv?sort=name')
    expect(answer.headers.get('content-type')).toStartWith('text/csv')
    return (await answer.text()).trim().split(/\r?\n/)
  }
  const [columns, ...none] = await lines()
  expect(columns!.split(',')).toContain('name')
  expect(none).toEqual([])
  for (const name of ['Beta', 'Alpha']) await door.ask(maren, 'POST', '/crm/leads', { name })
  const found = (await lines()).slice(1)
  expect(found.map(line => /Alpha|Beta/.exec(line)?.[0])).toEqual(['Alpha', 'Beta'])
})

test('quotes are written with all that they say, the workspace’s own fields among it, though no file makes them', async () => {
  const post = async (path: string, body: object) =>
    (await (await door.ask(maren, 'POST', path, body)).json()) as { id: string }
  const pipeline = await post('/crm/pipelines', { name: 'Sales', isDefault: true })
  await post('/crm/stages', { name: 'Open', kind: 'open', pipelineId: pipeline.id })
  await post('/crm/fields', { entity: 'quote', key: 'project', label: 'Project', kind: 'text' })
  const deal = await post('/crm/deals', { name: 'Solar park' })
  const quote = await post('/crm/quotes', { dealId: deal.id, custom: { project: 'P-7' } })
  expect(quote.id).toBeDefined()
  const answer = await door.ask(maren, 'GET', '/crm/quotes/export.csv')
  expect(answer.status).toBe(200)
  const [columns = '', line = ''] = (await answer.text()).trim().split(/\r?\n/)
  const at = (column: string) => line.split(',')[columns.replace('\uFEFF', '').split(',').indexOf(column)]
  expect([at('name'), at('status'), at('custom.project')]).toEqual(['Solar park', 'draft', 'P-7'])
  expect((await door.ask(maren, 'GET', '/crm/quotes?filter=custom.project:eq:P-7')).status).toBe(200)
})
