import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Context } from '../core/context'
import { leadEntity } from '../leads/leads.entity'
import { createRecord } from '../records/create-record'
import { faultOf } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { arrangeFields } from './arrange-fields'
import { archiveField, changeField } from './change-field'
import { defineField } from './define-field'

let database: TestDatabase
let ctx: Context
beforeAll(async () => {
  database = await testDatabase()
  ctx = await testContext(database)
})
afterAll(() => database.drop())

const eventsOf = (id: string) => database.owner`
  select kind, before, after, payload from event where subject_id = ${id} order by seq`

test('a change of a field tells what changed and nothing else; one that changes nothing tells nothing', async () => {
  const options = ['gold', 'silver']
  const field = await defineField(ctx, {
    entity: 'lead',
    key: 'tier',
    label: 'Tier',
    kind: 'select',
    options,
  })
  await changeField(ctx, field.id, { label: 'Tier', options: [...options] })
  await changeField(ctx, field.id, { options: [...options, 'bronze'] })
  await archiveField(ctx, field.id)
  const about = { entity: 'lead', key: 'tier' }
  expect(await eventsOf(field.id)).toMatchObject([
    { kind: 'custom_field.created', before: null },
    {
      kind: 'custom_field.updated',
      before: { options },
      after: { options: [...options, 'bronze'] },
      payload: about,
    },
    { kind: 'custom_field.archived', before: { deletedAt: null }, payload: { ...about, name: 'Tier' } },
  ])
  const [, updated] = await eventsOf(field.id)
  expect(Object.keys(updated!.after)).toEqual(['options'])
})

test('of two that define one key at once one does, and an option in use stays', async () => {
  const define = () =>
    defineField(ctx, { entity: 'lead', key: 'size', label: 'Size', kind: 'select', options: ['S', 'L'] })
  const outcomes = await Promise.allSettled([define(), define(), define()])
  const made = outcomes.flatMap(outcome => (outcome.status === 'fulfilled' ? [outcome.value] : []))
  expect(made).toHaveLength(1)
  await createRecord(ctx, leadEntity, { name: 'Large', custom: { size: 'L' } })
  const refusal = await faultOf(changeField(ctx, made[0]!.id, { options: ['S'] }))
  expect(refusal.details).toMatchObject({ rule: 'custom_field.option_used', params: { values: ['L'] } })
  const stranger = await testContext(database)
  expect((await faultOf(changeField(stranger, made[0]!.id, { label: 'Mine' }))).code).toBe('not_found')
  expect((await faultOf(archiveField(stranger, made[0]!.id))).code).toBe('not_found')
})

test('an admin puts fields on top, in an order that lists and screens have; the others follow as they were added', async () => {
  const made: string[] = []
  for (const key of ['a', 'b', 'c', 'd'])
    made.push((await defineField(ctx, { entity: 'contact', key, label: key, kind: 'text' })).id)
  const [a, b, c, d] = made as [string, string, string, string]
  const keysOf = async (top: string[]) =>
    (await arrangeFields(ctx, { entity: 'contact', top })).map(({ key, topPosition }) => [key, topPosition])
  expect(await keysOf([c, b])).toEqual([
    ['c', 0],
    ['b', 1],
    ['a', null],
    ['d', null],
  ])
  expect(await keysOf([d, c])).toEqual([
    ['d', 0],
    ['c', 1],
    ['a', null],
    ['b', null],
  ])
  expect((await eventsOf(c)).slice(1)).toMatchObject([
    { before: { topPosition: null }, after: { topPosition: 0 } },
    { before: { topPosition: 0 }, after: { topPosition: 1 } },
  ])
  expect(await eventsOf(a)).toHaveLength(1)
  const other = await defineField(ctx, { entity: 'lead', key: 'else', label: 'Else', kind: 'text' })
  const wrong = await faultOf(arrangeFields(ctx, { entity: 'contact', top: [a, other.id] }))
  expect(wrong.details.problems).toMatchObject([{ pointer: '/top/1', code: 'reference_missing' }])
  expect((await faultOf(arrangeFields(ctx, { entity: 'contact', top: [a, a] }))).code).toBe('invalid')
})
