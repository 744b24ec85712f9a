import { afterAll, beforeAll, expect, test } from 'bun:test'
import { readdirSync, readFileSync } from 'node:fs'
import { type TestDatabase, testDatabase, testPasswords } from '../testing/test-database'
import { migrateDatabase } from './migrate-database'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

const folder = new URL('./migrations/', import.meta.url)
interface Journal {
  entries: { idx: number; when: number; tag: string }[]
}
const { entries } = JSON.parse(readFileSync(new URL('meta/_journal.json', folder), 'utf8')) as Journal
const migrated = () => migrateDatabase(database.ownerUrl, testPasswords)
const done = () =>
  database.owner<{ hash: string }[]>`select hash from drizzle.__drizzle_migrations order by id`
const pretend = async (times: number[]) => {
  await database.owner`truncate drizzle.__drizzle_migrations`
  for (const when of times)
    await database.owner`insert into drizzle.__drizzle_migrations (hash, created_at) values (${`step ${when}`}, ${when})`
}

test('a database that is up to date stays as it is', async () => {
  const before = [...(await done())]
  await migrated()
  expect([...(await done())]).toEqual(before)
})

test('one that has had every step which was folded into the first is taken as it is', async () => {
  const [first, ...later] = entries.map(entry => entry.when)
  await pretend([first! - 2, first! - 1, first!, ...later])
  await database.owner`insert into workspace (id, name, slug, currency, created_at) values (gen_random_uuid(), 'Kept', 'kept', 'EUR', now())`
  await migrated()
  expect(await done()).toHaveLength(entries.length + 2)
  expect(await database.owner`select 1 from workspace where slug = 'kept'`).toHaveLength(1)
})

test('records from before words were looked for as now are found too, and change in nothing else', async () => {
  const [workspaceId, id] = [crypto.randomUUID(), crypto.randomUUID()]
  await database.owner`insert into workspace (id, name, slug, currency, created_at) values (${workspaceId}, 'Old', 'old', 'EUR', now())`
  await database.owner`
    insert into lead (id, workspace_id, name, phone, country, status, search, created_at, updated_at)
    values (${id}, ${workspaceId}, 'Siobhán O’Connor', '06 55 89 31 58', 'FR', 'new', 'siobhan o’connor', '2026-01-01', '2026-01-01')`
  await database.owner`comment on column lead.search is null`
  await migrated()
  const [lead] = await database.owner`select search, version, updated_at, name from lead where id = ${id}`
  expect(lead).toEqual({
    search: ' siobhan oconnor  06 55 89 31 58 33655893158~0655893158 ',
    version: 1,
    updatedAt: new Date('2026-01-01'),
    name: 'Siobhán O’Connor',
  })
  await database.owner`update lead set search = 'left alone' where id = ${id}`
  await migrated()
  expect(await database.owner`select search from lead where id = ${id}`).toEqual([
    { search: 'left alone' },
  ] as never)
  expect(await database.owner`select 1 from pg_policies where policyname = 'refold'`).toHaveLength(0)
})

test('one that has had only some of them is refused with what to do, and nothing of it is touched', async () => {
  await pretend([entries[0]!.when - 2, entries[0]!.when - 1])
  expect(migrated()).rejects.toThrow('--data')
  expect(await done()).toHaveLength(2)
  await pretend(entries.map(entry => entry.when))
})

test('every step is in the journal, in the order of its time, with the snapshot that the next begins from', () => {
  const steps = readdirSync(folder).filter(name => name.endsWith('.sql'))
  expect(steps.toSorted()).toEqual(entries.map(({ tag }) => `${tag}.sql`))
  expect(readdirSync(new URL('meta/', folder))).toContain(
    `${String(entries.at(-1)!.idx).padStart(4, '0')}_snapshot.json`,
  )
  expect(entries.map(({ when }) => when)).toEqual(entries.map(({ when }) => when).toSorted((a, b) => a - b))
})

test('a role that was saved before exporting was an action of its own exports what it sees', async () => {
  const grants = { lead: { read: 'team', update: 'own' }, deal: {}, member: { read: 'all' } }
  await database.owner`
    insert into role (id, workspace_id, key, name, base, grants, version, updated_at)
    values (uuidv7(), uuidv7(), 'desk', 'Desk', 'rep', ${database.owner.json(grants)}, 1, now())`
  const { tag } = entries.find(one => one.tag.endsWith('_export_action'))!
  for (const step of readFileSync(new URL(`${tag}.sql`, folder), 'utf8').split('--> statement-breakpoint'))
    await database.owner.unsafe(step)
  const [role] = await database.owner`select grants from role where key = 'desk'`
  expect(role!.grants).toEqual({ ...grants, lead: { ...grants.lead, export: 'team' } })
})
