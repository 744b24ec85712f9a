import { afterAll, beforeAll, expect, test } from 'bun:test'
import { leadEntity } from '../leads/leads.entity'
import { listRecords } from '../records/list-records'
import { timelineOf } from '../records/timeline.queries'
import { testCallers } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { foundDemo } from './found-demo'
import { chance } from './random'
import { tellStory } from './tell-story'
import { logistic } from './truth'
import { writeStory } from './write-story'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

const now = Date.parse('2026-11-18T09:00:00Z')
const maker = chance(1)
const stages = [
  ...['Qualify', 'Propose', 'Commit'].map(name => ({ id: maker.id(now), name, kind: 'open' as const })),
  { id: maker.id(now), name: 'Won', kind: 'won' as const },
  { id: maker.id(now), name: 'Lost', kind: 'lost' as const },
]
const story = tellStory(7, now, maker.id(now), stages)

test('the same seed tells the same story', () => {
  expect(tellStory(7, now, story.deals[0]!.values.pipelineId as string, stages)).toEqual(story)
  expect(tellStory(8, now, 'p', stages).leads[0]!.values).not.toEqual(story.leads[0]!.values)
})

test('the company has the size that was promised, in five countries, and outcomes as often as the truth says', () => {
  expect([
    story.leads.length,
    story.customers.length,
    story.deals.length,
    story.members.filter(member => member.role === 'rep').length,
  ]).toEqual([6000, 1500, 4000, 40])
  expect(new Set(story.leads.map(lead => lead.values.country)).size).toBe(5)
  const expected = story.leads.reduce((sum, lead) => sum + logistic(lead.truth!.logit), 0) / 6000
  const observed = story.leads.filter(lead => lead.truth!.outcome).length / 6000
  expect(Math.abs(observed - expected)).toBeLessThan(0.02)
  expect(observed).toBeGreaterThan(0.12)
  expect(observed).toBeLessThan(0.4)
})

test('nothing in it lies in the future but what is planned, and no two leads share an e-mail', () => {
  const records = [...story.leads, ...story.customers, ...story.contacts, ...story.deals, ...story.activities]
  for (const { at, updatedAt, history, values } of records) {
    for (const time of [at, updatedAt, ...history.map(event => event.at)])
      expect(time).toBeLessThanOrEqual(now)
    for (const key of ['lastActivityAt', 'occurredAt', 'doneAt', 'closedAt'])
      if (typeof values[key] === 'string') expect(Date.parse(values[key])).toBeLessThanOrEqual(now)
  }
  expect(new Set(story.leads.map(lead => lead.values.email)).size).toBe(6000)
})

test('written, it is read like anything else, with its timeline', async () => {
  const ctx = await testContext(database)
  const small = tellStory(3, now, maker.id(now), stages, { leads: 60, customers: 20, deals: 40 })
  await writeStory({ ...ctx, cause: { type: 'demo', id: ctx.workspaceId, silent: true } }, small)
  await writeStory({ ...ctx, cause: { type: 'demo', id: ctx.workspaceId, silent: true } }, small)
  const page = await listRecords(ctx, leadEntity, { limit: 10, sort: 'createdAt', count: 'exact' })
  expect(page.total).toEqual({ value: 60, exact: true })
  const first = JSON.parse(page.results)[0]
  const timeline = JSON.parse((await timelineOf(ctx, leadEntity, first.id, { limit: 50 })).results)
  expect(timeline.at(-1)).toMatchObject({ kind: 'lead.created', after: { status: 'new' } })
  expect(timeline.map((event: { kind: string }) => event.kind)).toContain('activity.logged')
})

const password = 'a dune at dusk, quite long'
const size = { leads: 30, customers: 10, deals: 20 }

test('two demos stand side by side with nobody and nothing in common', async () => {
  const found = (domain: string, seed: number) =>
    foundDemo(testCallers(database).caller(), password, () => undefined, { domain, seed, size })
  const first = await found('one.example', 1)
  const second = await found('two.example', 2)
  expect((await found('one.example', 1)).workspaceId).toBe(first.workspaceId)
  for (const [{ workspaceId }, domain] of [
    [first, 'one.example'],
    [second, 'two.example'],
  ] as const) {
    const people = await database.owner`
      select m.email, u.email as account from member m left join "user" u on u.id = m.user_id where workspace_id = ${workspaceId}`
    for (const { email, account } of people) {
      expect(email).toEndWith(`@${domain}`)
      if (account !== null) expect(account).toBe(email)
    }
    const [leads] =
      await database.owner`select count(*)::int as n from lead where workspace_id = ${workspaceId}`
    expect(leads!.n).toBe(30)
  }
})

test('a start finds the demo whatever became of its pipelines', async () => {
  const found = () => foundDemo(testCallers(database).caller(), password, () => undefined, { size })
  const { workspaceId } = await found()
  const dealsOf = async () =>
    (await database.owner`select count(*)::int as n from deal where workspace_id = ${workspaceId}`)[0]!.n
  const deals = await dealsOf()
  await database.owner`update pipeline set is_default = false where workspace_id = ${workspaceId}`
  expect((await found()).workspaceId).toBe(workspaceId)
  expect(await dealsOf()).toBe(deals)
})
