import { afterAll, beforeAll, expect, test } from 'bun:test'
import fc from 'fast-check'
import { createRole } from '../access/create-role'
import { updateRole } from '../access/update-role'
import type { Context } from '../core/context'
import { leadEntity } from '../leads/leads.entity'
import { createRecord } from '../records/create-record'
import { shareRecord } from '../records/share-record'
import { updateRecord } from '../records/update-record'
import { faultOf } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { activityEntity } from './activities.entity'
import { mentionBegun, mentionedIn } from './mentions.rules'
import { listNotices } from './notices'

let database: TestDatabase
let ctx: Context
let mate: Context
beforeAll(async () => {
  database = await testDatabase()
  ctx = await testContext(database)
  mate = await testContext(database, { workspaceId: ctx.workspaceId, role: 'rep' })
  await database.owner`update member set name = 'Ada Lovelace' where id = ${mate.access.memberId}`
})
afterAll(() => database.drop())

const people = ['Ada', 'Ada Lovelace', 'Zoë', 'ليلى حداد', 'Ada'].map((name, n) => ({ id: String(n), name }))
const names = (text: string) => mentionedIn(text, people).map(({ id }) => id)

test('whoever stands behind an @ by their whole name is mentioned, and nobody else', () => {
  expect(names('Ask @Ada Lovelace, please')).toEqual(['1'])
  expect(names('@ada and @ZOË!')).toEqual(['0', '2', '4'])
  expect(names('سؤال إلى @ليلى حداد.')).toEqual(['3'])
  for (const text of ['Ada', 'mail@ada.example', 'x@Ada', '@Adam', '@', '', '@Ad a', 'ada@Zoë.example'])
    expect([text, names(text)]).toEqual([text, []])
  fc.assert(
    fc.property(fc.string(), fc.constantFrom(...people), (text, { name, id }) => {
      expect(names(`${text} @${name} ${text}`)).toContain(id)
      const begun = mentionBegun(`${text}\n@Ad`, text.length + 4)
      expect(begun).toEqual({ at: text.length + 1, words: 'Ad' })
    }),
  )
})

test('who is mentioned is told once, with the log, and who wrote it is not', async () => {
  const lead = await createRecord(ctx, leadEntity, { name: 'Acme', ownerId: mate.access.memberId })
  const note = await createRecord(ctx, activityEntity, {
    kind: 'note',
    name: 'Terms',
    body: 'Please look, @Ada Lovelace',
    leadId: lead.id,
  })
  await updateRecord(ctx, activityEntity, note.id, { body: 'Please look today, @Ada Lovelace' })
  const { results, unseen } = await listNotices(mate)
  expect([results.length, unseen]).toEqual([1, 1])
  expect(results[0]).toMatchObject({ kind: 'mention', activityId: note.id, name: 'Terms' })
  expect(results[0]!.by).not.toBeNull()
  expect((await listNotices(ctx)).results).toEqual([])
  const told =
    await database.owner`select payload from event where subject_id = ${note.id} and kind = 'activity.mentioned'`
  expect(told.map(({ payload }) => payload)).toEqual([{ names: ['Ada Lovelace'] }])
  await updateRecord(mate, activityEntity, note.id, { outcome: 'x' }).catch(() => undefined)
  const own = await createRecord(mate, activityEntity, { kind: 'note', name: 'Mine', body: '@Ada Lovelace' })
  expect((await listNotices(mate)).results.some(({ activityId }) => activityId === own.id)).toBe(false)
})

test('somebody who may not see what it is about is not mentioned, and the writer is told; a file calls nobody', async () => {
  const lead = await createRecord(ctx, leadEntity, { name: 'Secret' })
  const { key } = await createRole(ctx, { name: 'Own only', base: 'rep' })
  await updateRole(ctx, key, { grants: { lead: { read: 'own' }, activity: { read: 'all' } } })
  await database.owner`update member set role = ${key} where id = ${mate.access.memberId}`
  const wish = { kind: 'note', name: 'Terms', body: '@Ada Lovelace', leadId: lead.id }
  const fault = await faultOf(createRecord(ctx, activityEntity, wish))
  expect([fault.details.rule, fault.details.params]).toEqual([
    'activity.mention_unseen',
    { name: 'Ada Lovelace' },
  ])
  const file: Context = { ...ctx, cause: { type: 'import', id: crypto.randomUUID() } }
  const imported = await createRecord(file, activityEntity, wish)
  const about = async (id: string) =>
    (await database.owner`select 1 from notice where activity_id = ${id}`).length
  expect(await about(imported.id)).toBe(0)
  await shareRecord(ctx, { entity: 'lead', recordId: lead.id, memberId: mate.access.memberId, level: 'read' })
  const seen = await createRecord(ctx, activityEntity, wish)
  expect(await about(seen.id)).toBe(1)
})
