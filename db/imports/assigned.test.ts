import { afterAll, beforeAll, expect, test } from 'bun:test'
import { scratchRule } from '../assignment/scratch-assignment'
import { setAssignment } from '../assignment/set-assignment'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { scratchImports } from './scratch-import'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

test('an import assigns what it makes, fairly over its batches; owners of the file stay, and its undo takes the leads back', async () => {
  const ctx = await testContext(database)
  const { workspaceId } = ctx
  const people: string[] = []
  for (const name of ['Sara', 'Omar', 'Ines'])
    people.push((await testContext(database, { workspaceId, role: 'rep', name })).access.memberId!)
  const on = { creation: false, import: true, change: false }
  await setAssignment(ctx, {
    rules: [
      scratchRule({
        name: 'By hand',
        on: { ...on, creation: true, import: false },
        way: { type: 'person', memberId: people[0]! },
      }),
      scratchRule({ name: 'Files', on, way: { type: 'turns', memberIds: people } }),
    ],
  })
  const rows = Array.from({ length: 1200 }, (_, n) => `Lead ${n},l${n}@fair.example,${n < 2 ? 'Ines' : ''}`)
  const imports = scratchImports(database, ctx)
  const { id } = await imports.into(`name,e-mail,owner\n${rows.join('\n')}\n`)
  const owned = async () =>
    database.owner<{ ownerId: string; assignedBy: string | null; n: number }[]>`
      select owner_id as "ownerId", assigned_by as "assignedBy", count(*)::int as n from lead
      where workspace_id = ${workspaceId} and deleted_at is null group by 1, 2 order by 3`
  const made = await owned()
  expect(made.map(({ assignedBy, n }) => [assignedBy, n])).toEqual([
    [null, 2],
    ['Files', 399],
    ['Files', 399],
    ['Files', 400],
  ])
  expect(made[0]!.ownerId).toBe(people[2]!)
  // A file that has nothing new for them changes nobody's leads.
  const { id: second } = await imports.into(
    `name,e-mail,city\n${rows.map(row => row.replace(/,[^,]*$/, ',Riyadh')).join('\n')}\n`,
  )
  expect(await owned()).toEqual(made)
  await imports.undo(second)
  await imports.undo(id)
  expect(await owned()).toHaveLength(0)
})
