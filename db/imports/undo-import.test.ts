import { afterAll, beforeAll, expect, test } from 'bun:test'
import { activityEntity } from '../activities/activities.entity'
import type { Context } from '../core/context'
import { customerEntity } from '../customers/customers.entity'
import { leadEntity } from '../leads/leads.entity'
import { createRecord } from '../records/create-record'
import { readRecord } from '../records/read-record'
import { updateRecord } from '../records/update-record'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { askImport } from './ask-import'
import { scratchImports } from './scratch-import'
import { undoImport } from './undo-import'

let database: TestDatabase
let ctx: Context
let imports: ReturnType<typeof scratchImports>
beforeAll(async () => {
  database = await testDatabase()
  ctx = await testContext(database)
  imports = scratchImports(database, ctx)
})
afterAll(() => database.drop())
const recordOf = async (id: string) => JSON.parse((await readRecord(ctx, leadEntity, id)).body)

test('an undone import leaves every record as it was, and the bin holds what it made', async () => {
  const kept = await createRecord(ctx, leadEntity, {
    name: 'Kenji',
    email: 'kenji@undo.example',
    city: 'Osaka',
  })
  const done = await imports.into(
    'name,e-mail,city,fleet\nKenji W.,kenji@undo.example,Tokyo,4\nKenji Watanabe,kenji@undo.example,,5\nNew,new@undo.example,Rome,6\n',
  )
  expect(await recordOf(kept.id)).toMatchObject({
    name: 'Kenji Watanabe',
    city: 'Tokyo',
    custom: { fleet: 5 },
    version: 3,
  })
  const undone = await imports.undo(done.id)
  expect(undone).toMatchObject({
    state: 'undone',
    undo: { undone: 3, kept: 0, finished: true, conflicts: [] },
  })
  expect(await recordOf(kept.id)).toMatchObject({ name: 'Kenji', city: 'Osaka', custom: {}, version: 4 })
  const [made] = await database.owner`select deleted_at from lead where email = 'new@undo.example'`
  expect(made!.deletedAt).not.toBeNull()
  expect(
    await database.owner`select 1 from custom_field where key = 'fleet' and deleted_at is null`,
  ).toHaveLength(0)
  // Its e-mail is free again.
  await createRecord(ctx, leadEntity, { name: 'New again', email: 'new@undo.example' })
  expect(
    await database.owner`select distinct cause_type from event where cause_id = ${done.id} order by 1`,
  ).toHaveLength(2)
})

test('what somebody changed since is kept and told; what only a model wrote is not somebody’s change', async () => {
  const done = await imports.into('name,e-mail\nTouched,touched@undo.example\nScored,scored@undo.example\n')
  const ids = Object.fromEntries(
    (await database.owner`select name, id from lead where name in ('Touched', 'Scored')`).map(row => [
      row.name,
      row.id,
    ]),
  )
  await updateRecord(ctx, leadEntity, ids.Touched, { city: 'Oslo' })
  await database.owner`update lead set score = 50, version = version + 1 where id = ${ids.Scored}`
  await database.owner`insert into event (id, workspace_id, kind, subject_type, subject_id, actor_type, actor_name, occurred_at, payload, after)
    values (gen_random_uuid(), ${ctx.workspaceId}, 'lead.updated', 'lead', ${ids.Scored}, 'workflow', 'Model', now(), '{"version":2}', '{"score":50}')`
  const { undo } = await imports.undo(done.id)
  expect(undo).toMatchObject({
    undone: 1,
    kept: 1,
    conflicts: [{ subjectId: ids.Touched, name: 'Touched', reason: 'changed_since' }],
  })
  expect((await recordOf(ids.Touched)).deletedAt).toBeNull()
})

test('a customer that a later deal needs stays; one that only the import’s own deals need goes', async () => {
  const done = await imports.into(
    'deal name,account\nBig,Alpha Ltd\nSmall,Beta Ltd\n',
    {
      entity: 'deal',
      settings: { missing: { customer: 'create', product: 'create', member: 'create', stage: 'create' } },
    },
    'deals.csv',
  )
  expect(done.counts.refused).toBe(2)
  await imports
    .into('deal name,account,stage\nBig,Alpha Ltd,Open\nSmall,Beta Ltd,Open\n', {}, 'deals.csv')
    .then(async made => {
      const [alpha] = await database.owner`select id from customer where name = 'Alpha Ltd'`
      await createRecord(ctx, leadEntity, { name: 'Other' })
      const { contactEntity } = await import('../contacts/contacts.entity')
      await createRecord(ctx, contactEntity, { name: 'By hand', customerId: alpha!.id })
      const { undo } = await imports.undo(made.id)
      expect(undo?.conflicts).toMatchObject([
        { subjectType: 'customer', name: 'Alpha Ltd', reason: 'in_use' },
      ])
      expect(
        await database.owner`select 1 from customer where name = 'Beta Ltd' and deleted_at is null`,
      ).toHaveLength(0)
      expect(
        await database.owner`select 1 from stage where workspace_id = ${ctx.workspaceId} and deleted_at is null`,
      ).toHaveLength(0)
    })
})

test('what an import made gives its key back, and is let go, before what it changed goes back', async () => {
  const lead = await createRecord(ctx, leadEntity, {
    name: 'Amara',
    email: 'amara@key.example',
    externalId: 'k1',
  })
  const leads = await imports.into(
    'name,externalId,email\nAmara,k1,a.okafor@key.example\nAnother,k2,Amara@key.example\n',
    { entity: 'lead' },
  )
  expect(leads.counts).toMatchObject({ created: 1, updated: 1 })
  expect((await imports.undo(leads.id)).undo).toMatchObject({ undone: 2, conflicts: [] })
  expect(await recordOf(lead.id)).toMatchObject({ email: 'amara@key.example' })

  const works = await createRecord(ctx, customerEntity, { name: 'Works', domain: 'works.example' })
  const parts = await imports.into('name,domain,parent\nWorks,works.example,Holding\n', {
    entity: 'customer',
    settings: { missing: { customer: 'create', product: 'empty', member: 'empty', stage: 'empty' } },
  })
  expect((await imports.undo(parts.id)).undo).toMatchObject({ undone: 2, conflicts: [] })
  const [after] = await database.owner`select parent_id from customer where id = ${works.id}`
  expect(after!.parentId).toBeNull()
  expect(
    await database.owner`select 1 from customer where name = 'Holding' and deleted_at is null`,
  ).toHaveLength(0)
})

test('an undo that is interrupted or run twice takes each thing back once', async () => {
  const rows = Array.from({ length: 1300 }, (_, i) => `Many ${i},m${i}@undo.example`)
  const done = await imports.into(`name,e-mail\n${rows.join('\n')}\n`)
  await askImport(ctx, done.id, 'undo')
  const own = await imports.importContext(done.id)
  expect(await undoImport(own, done.id, { maxMs: 0 })).toBe('undoing')
  await Promise.all([
    undoImport(own, done.id, { maxMs: 600_000 }),
    undoImport(own, done.id, { maxMs: 600_000 }),
  ])
  const [counted] =
    await database.owner`select count(*)::int as n from event where cause_id = ${done.id} and kind = 'lead.archived'`
  expect(counted!.n).toBe(1300)
  expect(
    await database.owner`select 1 from lead where email like '%@undo.example' and name like 'Many%' and deleted_at is null`,
  ).toHaveLength(0)
})

const lastOf = async (id: string) => {
  const { lastActivityAt } = await recordOf(id)
  return lastActivityAt && new Date(lastActivityAt).toISOString()
}
const day = (n: number) => `2026-03-0${n}T10:00:00.000Z`

test('the last activity of a lead is right after an import of activities, after another that moves them, and after each was undone', async () => {
  const lead = await createRecord(ctx, leadEntity, { name: 'Layla', email: 'layla@undo.example' })
  const other = await createRecord(ctx, leadEntity, { name: 'Omar', email: 'omar@undo.example' })
  await createRecord(ctx, activityEntity, { kind: 'note', name: 'Own', occurredAt: day(2), leadId: lead.id })
  const file = (about: string, first: number, second: number) =>
    `id,subject,type,lead,happened at\nA-1,One,call,${about},${day(first)}\nA-2,Two,call,layla@undo.example,${day(second)}\n`
  const made = await imports.into(file('layla@undo.example', 4, 3), { entity: 'activity' }, 'activities.csv')
  expect(made.counts).toMatchObject({ created: 2, refused: 0 })
  const lasts = async () => [await lastOf(lead.id), await lastOf(other.id)]
  expect(await lasts()).toEqual([day(4), null])
  const moved = await imports.into(file('omar@undo.example', 5, 1), { entity: 'activity' }, 'activities.csv')
  expect(moved.counts).toMatchObject({ updated: 2 })
  expect(await lasts()).toEqual([day(2), day(5)])
  await imports.undo(moved.id)
  expect(await lasts()).toEqual([day(4), null])
  await imports.undo(made.id)
  expect(await lasts()).toEqual([day(2), null])
})

test('a last activity that a file told goes with its undo, and is never before one that is here', async () => {
  const told = (at: number) =>
    imports.into(`name,e-mail,last activity\nSara,sara@undo.example,${day(at)}\n`, { entity: 'lead' })
  await told(3)
  const [{ id }] =
    (await database.owner`select id from lead where email = 'sara@undo.example'`) as unknown as [
      { id: string },
    ]
  const note = await createRecord(ctx, activityEntity, {
    kind: 'note',
    name: 'Later',
    occurredAt: day(5),
    leadId: id,
  })
  const again = await told(4)
  expect(await lastOf(id)).toBe(day(5))
  await updateRecord(ctx, activityEntity, note.id, { occurredAt: day(1) })
  expect(await lastOf(id)).toBe(day(4))
  await imports.undo(again.id)
  expect(await lastOf(id)).toBe(day(3))
})
