import { afterAll, beforeAll, expect, test } from 'bun:test'
import { handClock } from '@sextant/db/core/clock'
import type { Context } from '@sextant/db/core/context'
import { defineField } from '@sextant/db/fields/define-field'
import { leadEntity } from '@sextant/db/leads/leads.entity'
import { createRecord } from '@sextant/db/records/create-record'
import { updateRecord } from '@sextant/db/records/update-record'
import { fillTimes } from '@sextant/db/scoring/fill-times.queries'
import { testContext } from '@sextant/db/testing/test-context'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { leadConversion } from '../lead-conversion/spec'
import { fieldOf, withFillTimes } from './read-fill-times'

let db: TestDatabase
let ctx: Context
const clock = handClock('2026-03-02T09:00:00Z')
beforeAll(async () => {
  db = await testDatabase()
  ctx = await testContext(db, { clock })
  for (const key of ['tags', 'size'])
    await defineField(ctx, { entity: 'lead', key, label: key, kind: 'text' })
})
afterAll(() => db.drop())

const lose = (id: string, more: object = {}) =>
  updateRecord(ctx, leadEntity, id, { status: 'disqualified', ...more })

test('the log tells whether a value was there before the outcome, came with it or after it, or came with a record that had ended', async () => {
  for (let i = 0; i < 3; i++) {
    const { id } = await createRecord(ctx, leadEntity, {
      name: `L${i}`,
      source: 'web',
      custom: { size: 'L' },
    })
    clock.move(86_400_000)
    if (i === 0) await updateRecord(ctx, leadEntity, id, { custom: { tags: 'busy' } })
    clock.move(86_400_000)
    await lose(id, i === 1 ? { custom: { tags: 'lost' } } : {})
    clock.move(86_400_000)
    if (i === 2) await updateRecord(ctx, leadEntity, id, { custom: { tags: 'later' } })
  }
  const open = await createRecord(ctx, leadEntity, { name: 'Open', custom: { tags: 'ringing' } })
  expect(open.id).toBeString()
  const times = await fillTimes(ctx, leadConversion, ['source', 'custom.tags', 'custom.size', 'city'])
  expect(Object.fromEntries(times)).toEqual({
    source: { before: 3, after: 0, unknown: 0 },
    'custom.size': { before: 3, after: 0, unknown: 0 },
    'custom.tags': { before: 1, after: 2, unknown: 0 },
  })
})

test('a feature is of a field of its record, or of none', () => {
  expect(fieldOf(leadConversion, 'custom.tags')).toBe('custom.tags')
  expect(fieldOf(leadConversion, 'jobTitle.rank')).toBe('jobTitle')
  expect(fieldOf(leadConversion, 'email.known')).toBe('email')
  expect(fieldOf(leadConversion, 'behaviour.calls_in')).toBeUndefined()
})

test('one whose values mostly came with the outcome or after it is likely known only afterwards', async () => {
  const late = await testContext(db, { clock })
  await defineField(late, { entity: 'lead', key: 'tags', label: 'Tags', kind: 'text' })
  for (let i = 0; i < 32; i++) {
    const { id } = await createRecord(late, leadEntity, { name: `N${i}` })
    clock.move(60_000)
    await updateRecord(late, leadEntity, id, {
      status: 'disqualified',
      custom: { tags: 'lost' },
    })
  }
  const suspect = {
    key: 'custom.tags',
    label: 'Tags',
    auc: 0.66,
    error: 0.01,
    filled: { positive: 0.9, negative: 0.8 },
    filledWhen: null,
    signs: [],
    left: false,
    likely: false,
  }
  const [told] = await withFillTimes(late, leadConversion, [suspect])
  expect(told).toMatchObject({
    filledWhen: { before: 0, after: 32, unknown: 0 },
    likely: true,
    signs: [{ code: 'suspect.late', params: { share: 1 } }],
  })
})
