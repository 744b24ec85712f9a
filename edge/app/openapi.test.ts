import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { componentSchemas } from './json-schema'
import { routes } from './routes'
import { type TestDoor, testDoor, testPeople } from './test-door'

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

interface Operation {
  operationId: string
  responses: Record<string, object>
}
const read = async () =>
  (await (await door.ask(null, 'GET', '/openapi.json')).json()) as {
    openapi: string
    paths: Record<string, Record<string, Operation>>
    components: { schemas: Record<string, object> }
  }

test('every declared route is described once, under an id of its own', async () => {
  const { openapi, paths } = await read()
  expect(openapi).toBe('3.1.0')
  const operations = Object.values(paths).flatMap(methods => Object.values(methods))
  expect(operations).toHaveLength(routes.length)
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(routes.length)
})

test('every reference leads to a schema, and nothing is left of the converter’s own', async () => {
  const document = await read()
  const text = JSON.stringify(document)
  expect(text).not.toContain('$defs')
  for (const [, name] of text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g))
    expect(Object.keys(document.components.schemas)).toContain(name!)
  for (const [name, schema] of Object.entries(document.components.schemas))
    expect([name, Object.keys(schema).filter(key => key !== '$ref').length > 0]).toEqual([name, true])
})

test('each operation names the refusals that can occur', async () => {
  const { paths } = await read()
  expect(Object.keys(paths['/crm/leads/{id}']!.patch!.responses)).toEqual(
    expect.arrayContaining([
      '200',
      '400',
      '401',
      '403',
      '404',
      '409',
      '412',
      '413',
      '415',
      '422',
      '429',
      '503',
    ]),
  )
  expect(Object.keys(paths['/crm/leads']!.get!.responses)).toEqual(
    expect.arrayContaining(['200', '304', '400', '401', '403', '422', '429', '503']),
  )
})

test('the reference page shows every path, without a script', async () => {
  const page = await (await door.ask(null, 'GET', '/docs')).text()
  expect(page).toContain('/crm/leads/{id}')
  expect(page).not.toContain('<script')
})

test('no pattern speaks of letters in a way that other programs read otherwise', () => {
  expect(JSON.stringify(componentSchemas())).not.toContain('p{L}')
})

test('nothing is just any JSON: only what people and rules put under names of their own is left open', async () => {
  const { paths, components } = await read()
  const told = [...schemasIn(paths), ...Object.entries(components.schemas)]
  const open = new Set(told.flatMap(([name, schema]) => openPlaces(schema, name)))
  // The changed values of a record, and those that a bulk change sets, of the Update schema of its kind; what an event or a rule says of it; the schemas of this very document; a file that is uploaded.
  expect([...open].sort()).toEqual([
    '*/*',
    'after',
    'before',
    'params',
    'payload',
    'schema',
    'schemas',
    'values',
  ])
})

type Schema = Record<string, unknown>
const isObject = (value: unknown): value is Schema => typeof value === 'object' && value !== null

/** Each schema of the routes, under the name of what it is the schema of, such as a content type. */
function schemasIn(told: object, name = ''): [string, unknown][] {
  return Object.entries(told).flatMap(([key, value]) =>
    key === 'schema' ? [[name, value] as [string, unknown]] : isObject(value) ? schemasIn(value, key) : [],
  )
}

/** The members that may be anything, or whose values may. */
function openPlaces(schema: unknown, member: string): string[] {
  if (!isObject(schema)) return []
  const { title: _title, description: _description, properties, additionalProperties, ...says } = schema
  const { items, anyOf, oneOf } = says as Record<string, unknown[] | undefined>
  if (!properties && !additionalProperties && Object.keys(says).length === 0) return [member]
  return [
    ...Object.entries(properties ?? {}).flatMap(([key, value]) => openPlaces(value, key)),
    ...[additionalProperties, items, ...(anyOf ?? []), ...(oneOf ?? [])].flatMap(one =>
      openPlaces(one, member),
    ),
  ]
}
