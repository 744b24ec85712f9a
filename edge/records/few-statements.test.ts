import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { type TestAsker, type TestDoor, testDoor, testPeople } from '../app/test-door'

let database: TestDatabase
let people: ReturnType<typeof testPeople>
let door: TestDoor
let maren: TestAsker
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

const read = async (asker: TestAsker, path: string, status = 200) => {
  const answer = await door.ask(asker, 'GET', path)
  expect(answer.status, path).toBe(status)
  return answer.json()
}
const create = async (area: string, body: object) => {
  const answer = await door.ask(maren, 'POST', `/crm/${area}`, body)
  expect(answer.status).toBe(201)
  return (await answer.json()) as { id: string; name: string }
}
/** How many statements the door sends for something asked. */
const cost = async (work: () => Promise<unknown>) => {
  const before = door.door.db.statements()!
  await work()
  return door.door.db.statements()! - before
}
const counts = (of: unknown) => `/crm/counts?of=${encodeURIComponent(JSON.stringify(of))}`

test('several questions are counted by one statement, each as its list counts it', async () => {
  const owner = maren.access.memberId
  await create('leads', { name: 'Mine', ownerId: owner })
  await create('leads', { name: 'Nobody’s', ownerId: null })
  await create('customers', { name: 'Customer' })
  const of = {
    all: { area: 'leads' },
    mine: { area: 'leads', filter: `ownerId:eq:${owner}` },
    named: { area: 'leads', q: 'nobody' },
    bin: { area: 'leads', deleted: true },
    customers: { area: 'customers' },
  }
  let answer: unknown
  expect(await cost(async () => (answer = await read(maren, counts(of))))).toBe(1)
  const exact = (value: number) => ({ value, exact: true })
  expect(answer).toEqual({
    counts: { all: exact(2), mine: exact(1), named: exact(1), bin: exact(0), customers: exact(1) },
  })
  await create('leads', { name: 'Third' })
  expect(await read(maren, counts({ all: { area: 'leads' } }))).toEqual({ counts: { all: exact(3) } })
  // Each up to where it is asked for.
  const some = { few: { area: 'leads', most: 2 }, enough: { area: 'leads', most: 3 } }
  expect(await read(maren, counts(some))).toEqual({
    counts: { few: { value: 2, exact: false }, enough: exact(3) },
  })
  for (const most of [0, 10_001, 1.5]) await read(maren, counts({ all: { area: 'leads', most } }), 422)
})

test('counting keeps to the workspace and to what a role may see', async () => {
  const stranger = await people.join()
  const rep = await people.join({ role: 'rep', workspaceId: maren.workspaceId })
  const of = counts({ all: { area: 'leads' } })
  expect(await read(stranger, of)).toEqual({ counts: { all: { value: 0, exact: true } } })
  const list = (await read(rep, '/crm/leads?count=exact')) as { total: { value: number } }
  expect(await read(rep, of)).toEqual({ counts: { all: { value: list.total.value, exact: true } } })
})

const lists = (of: unknown) => `/crm/lists?of=${encodeURIComponent(JSON.stringify(of))}`
interface Lists {
  lists: Record<
    string,
    { area: string; results: { name: string }[]; names: object; paging?: { next: { link: string } } }
  >
}

test('several lists come by one statement, each as the list itself gives it, with a link that leads on', async () => {
  for (let n = 0; n < 5; n += 1) await create('products', { name: `Crate ${n}` })
  const task = await create('activities', { kind: 'task', name: 'Call the crate maker', dueOn: '2026-03-01' })
  const of = {
    crates: { area: 'products', filter: 'name:contains:Crate', sort: '-name', fields: 'name', limit: 3 },
    tasks: { area: 'activities', filter: 'kind:eq:task' },
    // Too short for a slip of the hand, which would be looked for by a statement more.
    none: { area: 'leads', q: 'zzz' },
  }
  let answer!: Lists
  expect(await cost(async () => (answer = (await read(maren, lists(of))) as Lists))).toBe(1)
  const { crates, tasks, none } = answer.lists
  expect(crates!.results.map(({ name }) => name)).toEqual(['Crate 4', 'Crate 3', 'Crate 2'])
  const alone = (await read(maren, '/crm/activities?filter=kind:eq:task')) as object
  expect(tasks).toEqual({ area: 'activities', ...alone } as typeof tasks)
  expect(tasks!.results).toMatchObject([{ id: task.id }])
  expect(none).toEqual({ area: 'leads', results: [], names: {} })
  const next = (await read(maren, crates!.paging!.next.link)) as Lists['lists'][string]
  expect(next.results.map(({ name }) => name)).toEqual(['Crate 1', 'Crate 0'])
  await create('products', { name: 'Crate 9' })
  const again = (await read(maren, lists(of))) as Lists
  expect(again.lists.crates!.results[0]!.name).toBe('Crate 9')
})

test('several lists keep to the workspace, and to what a role may see', async () => {
  const stranger = await people.join()
  const rep = await people.join({ role: 'rep', workspaceId: maren.workspaceId })
  const of = { leads: { area: 'leads', fields: 'name', sort: 'name' } }
  expect(await read(stranger, lists(of))).toEqual({
    lists: { leads: { area: 'leads', results: [], names: {} } },
  })
  const { results } = (await read(rep, '/crm/leads?fields=name&sort=name')) as { results: object[] }
  expect(((await read(rep, lists(of))) as Lists).lists.leads!.results).toEqual(results as never)
  const wrong = [
    '{',
    '{"a":{"area":"spoons"}}',
    '{"a":{"area":"leads","sort":"spoon"}}',
    '{"a":{"area":"leads","limit":201}}',
    '{"a":{"area":"leads","fields":"spoon"}}',
  ]
  for (const text of wrong) await read(maren, `/crm/lists?of=${encodeURIComponent(text)}`, 422)
})

test('a customer’s timeline tells of its deals too, page by page, once each and newest first', async () => {
  const customer = await create('customers', { name: 'Two deals' })
  const other = await create('customers', { name: 'Another' })
  const pipeline = await create('pipelines', { name: 'Told' })
  await create('stages', {
    pipelineId: pipeline.id,
    name: 'Open',
    kind: 'open',
    probability: 20,
    position: 1,
  })
  const about = { pipelineId: pipeline.id, customerId: customer.id }
  const first = await create('deals', { ...about, name: 'First' })
  await door.ask(maren, 'PATCH', `/crm/customers/${customer.id}`, { city: 'Riga' })
  const second = await create('deals', { ...about, name: 'Second' })
  await create('deals', { ...about, name: 'Not theirs', customerId: other.id })
  await door.ask(maren, 'PATCH', `/crm/deals/${first.id}`, { source: 'referral' })
  const binned = await create('deals', { ...about, name: 'Binned' })
  await door.ask(maren, 'DELETE', `/crm/deals/${binned.id}`)
  interface Told {
    names: Record<string, string>
    results: { kind: string; subject: { id: string; name: string } | null }[]
    paging?: { next: { after: string } }
  }
  const path = `/crm/customers/${customer.id}/timeline?deals=true`
  const said = ({ results }: Told) => results.map(({ kind, subject }) => `${kind} ${subject?.name ?? ''}`)
  let whole!: Told
  expect(await cost(async () => (whole = (await read(maren, path)) as Told))).toBe(1)
  expect(said(whole)).toEqual([
    'deal.updated First',
    'deal.created Second',
    'customer.updated ',
    'deal.created First',
    'customer.created ',
  ])
  expect(whole.results[1]!.subject!.id).toBe(second.id)
  // What the changes refer to is named, so that a move can be told in words.
  expect(Object.values(whole.names)).toEqual(expect.arrayContaining(['Open', 'Told', 'Two deals']))
  const paged: string[] = []
  let after: string | undefined = ''
  while (after !== undefined) {
    const page = (await read(maren, `${path}&limit=2${after && `&after=${after}`}`)) as Told
    paged.push(...said(page))
    after = page.paging?.next.after
  }
  expect(paged).toEqual(said(whole))
  await door.ask(maren, 'PATCH', `/crm/deals/${second.id}`, { source: 'event' })
  expect(said((await read(maren, path)) as Told)[0]).toBe('deal.updated Second')
  expect(said((await read(maren, path.replace('?deals=true', ''))) as Told)).toEqual([
    'customer.updated ',
    'customer.created ',
  ])
  const stranger = await people.join()
  await read(stranger, path, 404)
  const lead = await create('leads', { name: 'Has no deals' })
  await read(maren, `/crm/leads/${lead.id}/timeline?deals=true`, 400)
})

test('a question that cannot be understood is refused by name', async () => {
  const wrong = ['{', '[]', '{"a":{"area":"spoons"}}', '{"a":{"area":"leads","filter":"spoon:eq:1"}}']
  for (const of of wrong) await read(maren, `/crm/counts?of=${encodeURIComponent(of)}`, 422)
  const eleven = Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`${n}`, { area: 'leads' }]))
  await read(maren, counts(eleven), 422)
})

test('a board brings the first cards of each stage in the same statement, and its columns go on without gap or repetition', async () => {
  const pipeline = await create('pipelines', { name: 'Sales' })
  const stage = await create('stages', {
    pipelineId: pipeline.id,
    name: 'Open',
    kind: 'open',
    probability: 20,
    position: 1,
  })
  const empty = await create('stages', {
    pipelineId: pipeline.id,
    name: 'Next',
    kind: 'open',
    probability: 50,
    position: 2,
  })
  const customer = await create('customers', { name: 'Named on the card' })
  for (let n = 0; n < 5; n += 1)
    await create('deals', {
      name: `Deal ${n}`,
      pipelineId: pipeline.id,
      stageId: stage.id,
      customerId: customer.id,
    })
  type Board = {
    stages: { id: string; count: number; cards?: { id: string }[] }[]
    names: Record<string, string>
    next: Record<string, Record<string, string>>
  }
  let board!: Board
  const path = `/crm/pipelines/${pipeline.id}/board`
  const filter = encodeURIComponent('name:contains:Deal')
  const ask = async () =>
    (board = (await read(maren, `${path}?cards=2&fields=name,customerId&filter=${filter}`)) as Board)
  expect(await cost(ask)).toBe(1)
  expect(board.stages.map(({ id, count, cards }) => [id, count, cards?.length])).toEqual([
    [stage.id, 5, 2],
    [empty.id, 0, 0],
  ])
  expect(board.names[customer.id]).toBe('Named on the card')
  expect(Object.keys(board.next)).toEqual([stage.id])
  const rest = (await read(
    maren,
    `/crm/deals?${new URLSearchParams({ ...board.next[stage.id], limit: '10' })}`,
  )) as {
    results: { id: string }[]
  }
  const whole = (await read(maren, `/crm/deals?filter=stageId:eq:${stage.id}&sort=position`)) as typeof rest
  const ids = (cards: { id: string }[]) => cards.map(({ id }) => id)
  expect([...ids(board.stages[0]!.cards!), ...ids(rest.results)]).toEqual(ids(whole.results))
  const plain = (await read(maren, path)) as Board
  expect(plain.stages[0]).not.toHaveProperty('cards')
  expect(plain).not.toHaveProperty('names')
  await read(maren, `${path}?cards=101`, 400)
})

test('members and own fields come by one statement, and a record brings the names of what it refers to', async () => {
  await door.ask(maren, 'POST', '/crm/fields', { entity: 'lead', key: 'size', label: 'Size', kind: 'number' })
  let basics!: { members: { id: string }[]; fields: { entity: string; key: string }[] }
  expect(await cost(async () => (basics = (await read(maren, '/crm/basics')) as typeof basics))).toBe(1)
  expect(basics.members.map(({ id }) => id)).toContain(maren.access.memberId!)
  expect(basics.fields).toMatchObject([{ entity: 'lead', key: 'size' }])
  const customer = await create('customers', { name: 'Whose contact it is' })
  const contact = await create('contacts', { name: 'Somebody', customerId: customer.id })
  let record!: { names?: Record<string, string> }
  const ask = async (path: string) => (record = (await read(maren, path)) as typeof record)
  expect(await cost(() => ask(`/crm/contacts/${contact.id}?names=true`))).toBe(1)
  expect(record.names?.[customer.id]).toBe('Whose contact it is')
  await ask(`/crm/contacts/${contact.id}`)
  expect(record).not.toHaveProperty('names')
})
