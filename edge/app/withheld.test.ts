import { afterAll, beforeAll, expect, test } from 'bun:test'
import { accessAs } from '@sextant/db/access/policy.rules'
import { entities } from '@sextant/db/app/entities'
import type { Field } from '@sextant/db/core/field.model'
import { type Access, type Grants, mayRead, roles, scopeOf } from '@sextant/db/core/grants.rules'
import type { Entity } from '@sextant/db/records/entity'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { models } from '@sextant/ml/app/models'
import { routes } from './routes'
import {
  fileMarkOf,
  keeps,
  type Marked,
  marked,
  marksOf,
  type Places,
  putMarks,
  valuesOf,
} from './scratch-marks'
import { type TestAsker, type TestDoor, testDoor, testPeople } from './test-door'

let database: TestDatabase
let people: ReturnType<typeof testPeople>
let door: TestDoor
let admin: TestAsker
let ids: Places['ids']
let others: Places['others']

beforeAll(async () => {
  database = await testDatabase()
  people = testPeople(database)
  door = await testDoor(database, people)
  admin = await people.join()
  ;({ ids, others } = await putMarks(database, door, admin))
}, 120_000)
afterAll(async () => {
  await door.close()
  await database.drop()
})

const filled = (path: string): string[] => {
  const area = path.split('/')[2]!
  if (path.includes('/trainings/') || path.includes(':token')) return []
  if (path.startsWith('/crm/models/'))
    return models.map(({ name }) => path.replace(':model', name).replace(':version', '1'))
  const all = Object.entries(others).flatMap(([key, id]) => (key.startsWith(area) ? [id] : []))
  return path.includes(':')
    ? [...(ids[area] ? [ids[area]] : []), ...all].map(id => path.replace(/:\w+/g, id))
    : [path]
}

/** All that a reader is answered, by what was asked; of questions with a filter or words only whether the record was found. */
async function walk(reader: TestAsker): Promise<Map<string, string>> {
  const answers = new Map<string, string>()
  const note = async (method: string, path: string, body?: unknown) => {
    const answer = await door.app.request(path, {
      method,
      headers: { authorization: `Bearer ${reader.key}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (answer.headers.get('content-type')?.startsWith('text/event-stream'))
      return void (await answer.body?.cancel())
    expect([method, path, answer.status < 500]).toEqual([method, path, true])
    answers.set(`${method} ${path}`, await answer.text())
  }
  for (const { method, path, access } of routes) {
    if (method !== 'get' || access === 'public' || path === '/live' || path === '/metrics') continue
    for (const target of filled(path)) await note('GET', target)
  }
  const area = (one: Entity) => encodeURIComponent(JSON.stringify({ some: { area: one.area } }))
  for (const entity of entities) {
    const path = `/crm/${entity.area}`
    const id = ids[entity.area]!
    await note('GET', `${path}?limit=200`)
    await note('GET', `${path}/${id}?names=true`)
    await note('GET', `${path}?deleted=true`)
    await note('GET', `/crm/lists?of=${area(entity)}`)
    for (const removed of ['true', 'false'])
      await note('GET', `/crm/attachments?entity=${entity.name}&recordId=${id}&removed=${removed}`)
    await note('POST', `${path}/search`, { q: 'Seen' })
    await note('POST', `${path}/batch/read`, { items: [id] })
  }
  return answers
}

/** A role of the policy, or one that may read less of everything: the rule holds for whatever the policy says tomorrow. */
interface Reader {
  what: string
  access: (asker: TestAsker) => Access
  role: (typeof roles)[number]
  hidden: readonly Marked[]
  /** Comes with a key that has a role of the workspace's own. */
  own?: Grants
}

const hiddenFrom = (access: Access) =>
  marked.filter(
    ({ entity, key }) => scopeOf(access, entity.name, 'read') && !mayRead(access, entity.name, key),
  )

const narrow = (access: Access): Access => ({
  ...access,
  grants: Object.fromEntries(
    Object.entries(access.grants).map(([object, grant]) => {
      const own = marked.filter(({ entity }) => entity.name === object)
      const entity = entities.find(({ name }) => name === object)
      const readable = Object.keys(entity?.model.fields ?? {}).filter(
        key => !own.some(one => one.key === key),
      )
      return [object, own.length ? { ...grant, readable } : grant]
    }),
  ),
})

const readers: Reader[] = [
  ...roles.map(role => ({
    what: role,
    role,
    access: ({ access }: TestAsker) => access,
    hidden: hiddenFrom(accessAs(role)),
  })),
  {
    what: 'a manager who may read less of every kind',
    role: 'manager' as const,
    access: ({ access }: TestAsker) => narrow(access),
    hidden: hiddenFrom(narrow(accessAs('manager'))),
  },
  {
    what: 'who has a role that the workspace made',
    role: 'manager' as const,
    access: ({ access }: TestAsker) => narrow(access),
    hidden: hiddenFrom(narrow(accessAs('manager'))),
    own: narrow(accessAs('manager')).grants,
  },
].filter(({ hidden }) => hidden.length > 0)

async function join({ what, role, access, own }: Reader): Promise<TestAsker> {
  if (own) {
    const made = await ownKey(what, own)
    const { key, secret } = made
    return { ...admin, access: accessAs(key, null, [], own), key: secret }
  }
  const asker = await people.join({ workspaceId: admin.workspaceId, role })
  people.known.set(asker.key, { ...people.known.get(asker.key)!, access: access(asker) })
  return asker
}

const made = new Map<string, Promise<{ key: string; secret: string }>>()

/** A key that has a role of the workspace's own with these grants, as an administrator makes both. */
function ownKey(name: string, grants: Grants): Promise<{ key: string; secret: string }> {
  const ask = async (path: string, body: unknown) =>
    (await (await door.ask(admin, 'POST', path, body)).json()) as { key: string; secret: string }
  const known =
    made.get(name) ??
    (async () => {
      const { key } = await ask('/crm/roles', { name, base: 'manager', grants })
      return { key, secret: (await ask('/crm/api-keys', { name, role: key })).secret }
    })()
  made.set(name, known)
  return known
}

let seen: Map<string, string>

test('an administrator is told every value, in many places', async () => {
  expect(readers.map(({ what }) => what)).toContain('analyst')
  seen = await walk(admin)
  for (const { entity, key, mark } of marked) {
    const places = [...seen].filter(([, text]) => text.includes(mark)).map(([asked]) => asked)
    expect([entity.name, key, places.length > 5 || places]).toEqual([entity.name, key, true])
  }
  for (const place of [
    'faults',
    'imports',
    'bulk',
    'timeline',
    'export.csv',
    '/score',
    'history',
    'versions',
  ])
    expect([place, [...seen].some(([asked, text]) => asked.includes(place) && /zq\w+qz/.test(text))]).toEqual(
      [place, true],
    )
}, 60_000)

for (const reader of readers)
  test(`nothing that is withheld from ${reader.what} is told anywhere`, async () => {
    const told = await walk(await join(reader))
    const leaks = [...told].flatMap(([asked, text]) =>
      reader.hidden.flatMap(({ entity, key, mark }) =>
        text.includes(mark) ? [`${asked}: ${entity.name}.${key}`] : [],
      ),
    )
    expect(leaks).toEqual([])
    // Nobody knows what a column holds that becomes nothing.
    const files = [...new Set(reader.hidden.map(({ entity }) => `zq${entity.name}unmappedqz`))]
    expect(files.filter(mark => [...told.values()].some(text => text.includes(mark)))).toEqual([])
    expect(files.filter(mark => ![...seen.values()].some(text => text.includes(mark)))).toEqual([])
  }, 60_000)

/** Who may read no files; and who may read files, and customers alone of what they are on. */
const strangers: { what: string; access: (access: Access) => Access; sees: (entity: Entity) => boolean }[] = [
  {
    what: 'who may read no files',
    access: access => only(access, name => name !== 'attachment'),
    sees: () => false,
  },
  {
    what: 'who may read files, but customers alone',
    access: access => only(access, name => name === 'attachment' || name === 'customer'),
    sees: ({ name }) => name === 'customer',
  },
]
const only = (access: Access, may: (object: string) => boolean): Access => ({
  ...access,
  grants: Object.fromEntries(Object.entries(access.grants).filter(([object]) => may(object))),
})

for (const { what, access, sees } of strangers)
  test(`what a file is called is told nowhere to ${what}, as far as they do not see it`, async () => {
    const kinds = entities.filter(keeps)
    const asker = await people.join({ workspaceId: admin.workspaceId, role: 'manager' })
    people.known.set(asker.key, { ...people.known.get(asker.key)!, access: access(asker.access) })
    const told = await walk(asker)
    const places = (answers: Map<string, string>, entity: Entity) =>
      [...answers].filter(([, text]) => text.includes(fileMarkOf(entity))).map(([asked]) => asked)
    for (const entity of kinds) {
      // In the list of files, in that of the bin, and in the history at least.
      expect([entity.name, places(seen, entity).length >= 3]).toEqual([entity.name, true])
      if (sees(entity)) expect(places(told, entity).length).toBeGreaterThanOrEqual(2)
      else expect([entity.name, places(told, entity)]).toEqual([entity.name, []])
    }
  }, 60_000)

for (const reader of readers)
  test(`nothing that is withheld from ${reader.what} can be felt out`, async () => {
    const asker = await join(reader)
    const found: string[] = []
    const look = async (one: Marked, method: string, path: string, body?: unknown) => {
      const answer = await door.app.request(path, {
        method,
        headers: { authorization: `Bearer ${asker.key}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await answer.text()
      const tells =
        text.includes(ids[one.entity.area]!) ||
        text.includes('From a file') ||
        /"(some|value|total)":\{?"?(value"?:)?[1-9]/.test(text)
      if (answer.ok && tells) found.push(`${method} ${path}`)
    }
    for (const one of reader.hidden) {
      const { entity, key, mark, field } = one
      const path = `/crm/${entity.area}`
      const op = ['integer', 'money'].includes(field.kind) ? 'known' : `contains:${mark}`
      const filter = `filter=${encodeURIComponent(`${key}:${op}`)}`
      await look(one, 'GET', `${path}?q=${mark}`)
      await look(one, 'GET', `/crm/search?q=${mark}`)
      await look(one, 'GET', `${path}?${filter}`)
      await look(one, 'GET', `${path}?sort=${key}`)
      await look(one, 'GET', `/crm/anchors?area=${entity.area}&sort=${key}`)
      await look(one, 'GET', `/crm/anchors?area=${entity.area}&${filter}`)
      await look(one, 'GET', `/crm/anchors?area=${entity.area}&q=${mark}`)
      await look(one, 'GET', `${path}?fields=name,${key}&q=${mark}`)
      await look(one, 'GET', `${path}/export.csv?${filter}`)
      await look(one, 'POST', `${path}/search`, { q: mark })
      await look(
        one,
        'GET',
        `/crm/counts?of=${encodeURIComponent(JSON.stringify({ some: { area: entity.area, q: mark } }))}`,
      )
      await look(
        one,
        'GET',
        `/crm/lists?of=${encodeURIComponent(JSON.stringify({ some: { area: entity.area, q: mark } }))}`,
      )
      // Through what refers to it.
      for (const other of entities)
        for (const [reference, { refersTo }] of Object.entries(other.model.fields) as [string, Field][])
          if (refersTo === entity.name && reference.endsWith('Id')) {
            const through = encodeURIComponent(`${reference.slice(0, -2)}.${key}:${op}`)
            await look(one, 'GET', `/crm/${other.area}?filter=${through}`)
          }
    }
    expect(found).toEqual([])
  }, 120_000)

for (const reader of readers)
  test(`an answer remembered for an administrator is not told again to who is now ${reader.what}`, async () => {
    const asker = await people.join({ workspaceId: admin.workspaceId })
    const areas = [...new Set(reader.hidden.map(({ entity }) => entity.area))]
    const ask = async (by: TestAsker, area: string) => {
      const body = { items: [ids[area]] }
      const headers = { 'idempotency-key': `again-${area}` }
      return (await door.ask(by, 'POST', `/crm/${area}/batch/read`, body, headers)).text()
    }
    const told = async (by: TestAsker) => (await Promise.all(areas.map(area => ask(by, area)))).join()
    const isTold = (text: string) => reader.hidden.filter(({ mark }) => text.includes(mark)).length
    expect(isTold(await told(asker))).toBe(reader.hidden.length)
    // The same person, who has another role by now.
    const now = { ...asker, key: `${asker.key}_now` }
    const access = reader.access({ ...asker, access: accessAs(reader.role, asker.access.memberId) })
    people.known.set(now.key, { ...people.known.get(asker.key)!, access })
    expect(isTold(await told(now))).toBe(0)
  }, 60_000)

for (const reader of readers)
  test(`no answer to a write tells ${reader.what} what is withheld`, async () => {
    const asker = await join(reader)
    const told: string[] = []
    const write = async (
      method: string,
      path: string,
      body?: unknown,
      headers: Record<string, string> = {},
    ) => {
      const answer = await door.app.request(path, {
        method,
        headers: { authorization: `Bearer ${asker.key}`, 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await answer.text()
      expect([method, path, answer.status < 500]).toEqual([method, path, true])
      const leaks = reader.hidden.filter(({ mark }) => text.includes(mark))
      told.push(...leaks.map(({ entity, key }) => `${method} ${path}: ${entity.name}.${key}`))
      return answer
    }
    for (const entity of entities.filter(keeps)) {
      const { area, titleField } = entity
      const id = ids[area]!
      const path = `/crm/${area}/${id}`
      const named = { [titleField]: 'Seen anew' }
      await write('PATCH', path, named, { 'if-match': '"1"' })
      for (const again of [1, 2])
        await write('PATCH', path, named, { 'idempotency-key': `again-${area}-${again % 1}` })
      await write('POST', `/crm/${area}/batch/update`, { items: [{ id, values: named, version: 1 }] })
      await write('POST', `/crm/${area}/batch/archive`, { items: [{ id }] })
      await write('POST', `${path}/restore`)
      await write('DELETE', path)
      await write('POST', `${path}/restore`)
      await write('POST', '/crm/bulk', { entity: entity.name, verb: 'update', values: named, ids: [id] })
      // One that another has already: it is refused, and nothing is said of the other.
      const values = valuesOf(marksOf(entity))
      for (const [by] of Object.entries(values).filter(([key]) =>
        entity.keys.some(({ field }) => field === key),
      ))
        await write('POST', `/crm/${area}/batch/upsert`, {
          items: [{ by, values: { ...named, [by]: values[by] } }],
        })
      const imported = `/crm/imports/${others[`imports ${entity.name}`]}`
      await write('PATCH', imported, { name: 'Anew' })
      for (const verb of ['start', 'undo']) await write('POST', `${imported}/${verb}`)
    }
    await write('POST', `/crm/leads/${ids.leads}/convert`, {})
    await write('POST', `/crm/deals/${ids.deals}/move`, { stageId: ids.stages, above: null })
    expect(told).toEqual([])
  }, 60_000)
