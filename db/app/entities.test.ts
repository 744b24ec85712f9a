import { expect, test } from 'bun:test'
import { getTableName, is, Table } from 'drizzle-orm'
import { grantOf } from '../access/policy.rules'
import { areas, customFieldEntities } from '../core/areas.model'
import { roles } from '../core/grants.rules'
import type { Entity } from '../records/entity'
import { entities } from './entities'

/** What the files of a role export, in every area. */
async function exported(files: string): Promise<unknown[]> {
  const root = new URL('..', import.meta.url).pathname
  const modules = await Promise.all(
    [...new Bun.Glob(files).scanSync(root)].map(file => import(`${root}${file}`)),
  )
  return modules.flatMap(module => Object.values(module))
}

test('every entity of an area’s folder is in the registry, under the name and the path of the list of areas', async () => {
  const written = (await exported('*/*.entity.ts')) as Entity[]
  expect(written.map(({ name }) => name).sort()).toEqual(entities.map(({ name }) => name).sort())
  for (const entity of written) expect(entities).toContain(entity)
  expect(Object.fromEntries(entities.map(({ name, area }) => [name, area]))).toEqual({ ...areas })
})

test('every entity has a table of its name, and its title and keys are fields of it', async () => {
  const tables = (await exported('*/*.table.ts')).flatMap(one => (is(one, Table) ? [getTableName(one)] : []))
  for (const { name, model, titleField, keys } of entities) {
    expect(tables).toContain(name)
    for (const field of [titleField, ...keys.map(key => key.field)])
      expect([name, Object.keys(model.fields)]).toEqual([name, expect.arrayContaining([field])])
  }
})

test('a field that some role may not read says so, for a record can come without it', () => {
  for (const { name, model } of entities) {
    const withheld = Object.keys(model.fields).filter(field => model.fields[field]!.traits.withheld)
    const kept = Object.keys(model.fields).filter(field =>
      roles.some(role => !(grantOf(role, name).readable ?? [field]).includes(field)),
    )
    expect([name, withheld]).toEqual([name, kept])
  }
})

test('every entity takes fields of the workspace’s own, and with them imports and exports, but for the frames that records move in, and what contacts are elsewhere', () => {
  const without = entities
    .map(({ name }) => name)
    .filter(name => !(customFieldEntities as readonly string[]).includes(name))
  expect(without).toEqual(['affiliation', 'pipeline', 'stage', 'territory', 'competitor', 'queue'])
})
