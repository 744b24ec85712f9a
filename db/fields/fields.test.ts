import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Context } from '../core/context'
import { leadEntity } from '../leads/leads.entity'
import { createRecord } from '../records/create-record'
import { faultOf } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
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
