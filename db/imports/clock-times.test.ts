import { afterAll, beforeAll, expect, test } from 'bun:test'
import { activityEntity } from '../activities/activities.entity'
import type { Context } from '../core/context'
import { inWorkspace } from '../core/database'
import { exportRecords } from '../exports/export-records'
import { defineField } from '../fields/define-field'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { scratchImports } from './scratch-import'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

/** Somebody who reads in one zone, in a workspace of another. */
async function reader(timeZone: string, workspaceTimeZone: string): Promise<Context> {
  const ctx = await testContext(database)
  await database.owner`update workspace set time_zone = ${workspaceTimeZone} where id = ${ctx.workspaceId}`
  await defineField(ctx, { entity: 'activity', key: 'logged', label: 'Logged', kind: 'instant' })
  return { ...ctx, timeZone, workspaceTimeZone }
}
const fileOf = (...times: string[]) =>
  `Name,Kind,External id,Occurred at,Due on\n${times.map((at, n) => `Call ${n},call,C-${n},${at},2026-11-18\n`).join('')}`
const kept = (ctx: Context) =>
  inWorkspace(
    ctx,
    tx => tx<{ at: string | null; due: string }[]>`
      select to_char(occurred_at at time zone 'UTC', 'MM-DD HH24:MI') as at, due_on::text as due from activity order by name`,
  )
const momentsOf = async (ctx: Context) => (await kept(ctx)).map(({ at }) => at)

test('a clock time without a zone is the workspace’s, whoever sends the file; one with a zone is what it says', async () => {
  const ctx = await reader('Asia/Tokyo', 'Asia/Kuwait')
  const imports = scratchImports(database, ctx)
  const draft = await imports.draft(
    fileOf(
      '2026-11-18 21:49',
      '18/11/2026 9:49 pm',
      '2026-11-18T21:49:00Z',
      '2026-11-18T21:49:00-08:00',
      '2026-11-18',
      '46344.75',
    ),
    { entity: 'activity' },
  )
  expect(draft.settings.timeZone).toBe('Asia/Kuwait')
  const checked = await imports.check(draft.id)
  expect(checked.preview).toMatchObject({ created: 6, refused: 0 })
  expect((await imports.run(draft.id)).counts).toMatchObject({ created: 6, refused: 0 })
  expect(await momentsOf(ctx)).toEqual([
    '11-18 18:49',
    '11-18 18:49',
    '11-18 21:49',
    '11-19 05:49',
    '11-17 21:00',
    '11-18 15:00',
  ])
  expect((await kept(ctx)).every(({ due }) => due === '2026-11-18')).toBe(true)
})

test('a file may be of another zone: an hour that is leapt over is moved on, one that comes twice is the first', async () => {
  const ctx = await reader('Pacific/Kiritimati', 'Asia/Kuwait')
  const imports = scratchImports(database, ctx)
  const settings = { timeZone: 'Europe/Berlin' }
  await imports.into(fileOf('2026-03-29 02:30', '2026-10-25 02:30', '2026-10-25 03:00'), {
    entity: 'activity',
    settings,
  })
  expect(await momentsOf(ctx)).toEqual(['03-29 01:30', '10-25 00:30', '10-25 02:00'])
  const draft = await imports.draft(fileOf('2026-11-18 21:49'), { entity: 'activity' })
  for (const timeZone of ['Mars/Olympus', '+03:00'])
    await expect(imports.change(draft.id, { settings: { timeZone } })).rejects.toMatchObject({
      code: 'invalid',
    })
})

test('a draft from before there was a choice is read in the workspace’s zone', async () => {
  const ctx = await reader('UTC', 'Asia/Kathmandu')
  const imports = scratchImports(database, ctx)
  const { id } = await imports.draft(fileOf('2026-11-18 21:49'), { entity: 'activity' })
  await database.owner`update import set settings = settings - 'timeZone' where id = ${id}`
  expect((await imports.run(id)).settings.timeZone).toBe('Asia/Kathmandu')
  expect(await momentsOf(ctx)).toEqual(['11-18 16:04'])
})

test('a day beside a clock is the day that is written, never another zone’s', async () => {
  const ctx = await reader('America/Los_Angeles', 'Pacific/Kiritimati')
  const written = ['2026-11-18T00:00:00Z', '2026-11-18T23:30:00-08:00', '2026-11-18 00:10', '18.11.2026']
  await scratchImports(database, ctx).into(
    `Name,Kind,Due on\n${written.map((day, n) => `Task ${n},task,${day}\n`).join('')}`,
    { entity: 'activity' },
  )
  expect((await kept(ctx)).map(({ due }) => due)).toEqual(written.map(() => '2026-11-18'))
})

test('an export has each moment by the reader’s clock with its offset, and read back it changes nothing', async () => {
  const ctx = await reader('Asia/Kathmandu', 'America/Los_Angeles')
  const imports = scratchImports(database, ctx)
  // The second is an hour that comes twice where the file is read.
  await imports.into(
    `Name,Kind,External id,Occurred at,Logged\nCall 0,call,C-0,2026-11-18T16:04:00Z,2026-07-01T00:00:00Z\nCall 1,call,C-1,2026-11-01T09:30:00Z,\n`,
    { entity: 'activity' },
  )
  const before = await kept(ctx)
  let csv = ''
  for await (const piece of exportRecords(ctx, activityEntity, { sort: 'name' })) csv += piece
  expect(csv).toContain('2026-11-18T21:49:00+05:45')
  expect(csv).toContain('2026-07-01T05:45:00+05:45')
  expect(csv).toContain('2026-11-01T15:15:00+05:45')
  const again = await imports.into(csv, { entity: 'activity' })
  expect(again.counts).toMatchObject({ created: 0, updated: 0, refused: 0 })
  expect(await kept(ctx)).toEqual(before)
})
