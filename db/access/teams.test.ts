import { afterAll, beforeAll, expect, test } from 'bun:test'
import fc from 'fast-check'
import type { Context } from '../core/context'
import { inWorkspace } from '../core/database'
import { withinScope } from '../core/grants.rules'
import { leadEntity } from '../leads/leads.entity'
import { createRecord } from '../records/create-record'
import { listRecords } from '../records/list-records'
import { faultOf, testSettings } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { accessOf } from './access-of'
import { openAuthentication } from './authentication'
import { createTeam } from './create-team'
import { inviteMember } from './invite-member'
import { listTeams } from './members.queries'
import { removeMember } from './remove-member'
import { removeTeam } from './remove-team'
import { updateMember } from './update-member'
import { updateTeam } from './update-team'

let database: TestDatabase
let admin: Context
beforeAll(async () => {
  database = await testDatabase()
  openAuthentication(database, testSettings)
  admin = await testContext(database)
})
afterAll(() => database.drop())

const team = async (name: string, parentId: string | null = null) =>
  (await createTeam(admin, { name, parentId })).id
/** With the rights that a member has now, as every edge reads them. */
async function now(ctx: Context): Promise<Context> {
  const { access } = await inWorkspace(ctx, tx => accessOf(tx, ctx.access.memberId!))
  return { ...ctx, access }
}
const rep = (teamId: string | null) =>
  testContext(database, { workspaceId: admin.workspaceId, role: 'rep', teamId })

test('who is in an upper team sees what those below own, however deep, and nobody sees what is above or beside', async () => {
  const names = ['World', 'Europe', 'North', 'Nordics', 'Oslo']
  const chain: string[] = []
  for (const name of names) chain.push(await team(name, chain.at(-1) ?? null))
  const beside = await team('Asia', chain[0])
  const people = [...(await Promise.all(chain.map(rep))), await rep(beside), await rep(null)]
  for (const [n, person] of people.entries())
    await createRecord(admin, leadEntity, { name: String(n), ownerId: person.access.memberId })
  const seen = async (person: Context) => {
    const { results } = await listRecords(await now(person), leadEntity, { limit: 200, sort: 'name' })
    return (JSON.parse(results) as { name: string }[]).map(({ name }) => name)
  }
  expect(await Promise.all(people.map(seen))).toEqual([
    ['0', '1', '2', '3', '4', '5'],
    ['1', '2', '3', '4'],
    ['2', '3', '4'],
    ['3', '4'],
    ['4'],
    ['5'],
    ['6'],
  ])
  // Moved: from then on it is seen there and not here.
  await updateTeam(admin, chain[3]!, { parentId: beside })
  expect([await seen(people[1]!), await seen(people[5]!)]).toEqual([
    ['1', '2'],
    ['3', '4', '5'],
  ])
})

test('a team never comes to stand under itself, by one who asks or by two at the same moment', async () => {
  const [a, b, c] = [await team('Loop a'), await team('Loop b'), await team('Loop c')]
  await updateTeam(admin, b, { parentId: a })
  await updateTeam(admin, c, { parentId: b })
  for (const parentId of [a, b, c]) {
    const { details } = await faultOf(updateTeam(admin, a, { parentId }))
    expect(details.problems!.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/parentId', 'team_loop'],
    ])
  }
  await updateTeam(admin, b, { parentId: null })
  const outcomes = await Promise.allSettled([
    updateTeam(admin, a, { parentId: b }),
    updateTeam(admin, b, { parentId: a }),
  ])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  // A loop that is there all the same, of a database that somebody has written by hand, ends no look in a ring.
  await database.owner`update team set parent_id = ${a} where id = ${b}`
  await database.owner`update team set parent_id = ${b} where id = ${a}`
  const inLoop = await rep(a)
  expect((await now(inLoop)).access.teamMemberIds).toEqual([inLoop.access.memberId!])
})

test('whatever teams are moved about, the tree has no loop, and sees as its edges say', async () => {
  const stranger = await testContext(database)
  const mine = await Promise.all(
    [0, 1, 2, 3, 4].map(async n => (await createTeam(stranger, { name: `Team ${n}` })).id),
  )
  const people = await Promise.all(
    mine.map(teamId => testContext(database, { workspaceId: stranger.workspaceId, role: 'rep', teamId })),
  )
  const parents = new Map<string, string | null>()
  const isUnder = (id: string | null | undefined, other: string): boolean =>
    id === other || (!!id && isUnder(parents.get(id), other))
  const five = fc.integer({ min: 0, max: 4 })
  await fc.assert(
    fc.asyncProperty(five, fc.option(five), async (of, under) => {
      const [id, parentId] = [mine[of]!, under === null ? null : mine[under]!]
      const done = await updateTeam(stranger, id, { parentId }).then(
        () => true,
        () => false,
      )
      expect(done).toBe(!isUnder(parentId, id))
      if (done) parents.set(id, parentId)
      for (const [n, person] of people.entries()) {
        const { access } = await now(person)
        const seen = people.map(({ access: { memberId } }) =>
          withinScope(access, 'team', { ownerId: memberId }),
        )
        expect(seen).toEqual(mine.map(other => isUnder(other, mine[n]!)))
      }
    }),
    { numRuns: 25 },
  )
}, 60_000)

test('a team that holds people, teams or an invitation is not removed, and its refusal names them; of one that is, who left goes up', async () => {
  const upper = await team('Upper')
  const lower = await team('Lower', upper)
  const person = await rep(lower)
  const invited = await inviteMember(admin, { email: 'soon@team.example', role: 'rep', teamId: lower })
  const held = await faultOf(removeTeam(admin, lower))
  expect([held.code, held.details.rule, held.details.params]).toEqual([
    'conflict',
    'team.held',
    { n: 2, who: 'Maren Vogt, soon@team.example' },
  ])
  expect((await faultOf(removeTeam(admin, upper))).details.params).toEqual({ n: 1, who: 'Lower' })
  await database.owner`update invitation set revoked_at = now() where id = ${invited.id}`
  await removeMember(admin, person.access.memberId!)
  await removeTeam(admin, lower)
  expect((await listTeams(admin)).map(({ name }) => name)).not.toContain('Lower')
  const chief = await now(await rep(upper))
  expect(chief.access.teamMemberIds).toContain(person.access.memberId!)
  expect((await faultOf(removeTeam(admin, lower))).code).toBe('not_found')
  expect((await faultOf(updateTeam(admin, lower, {}))).code).toBe('not_found')
  expect(
    (await faultOf(updateMember(admin, chief.access.memberId!, { teamId: lower }))).details.problems![0]!
      .code,
  ).toBe('reference_missing')
  expect(
    (await faultOf(createTeam(admin, { name: 'X', parentId: lower }))).details.problems![0]!.pointer,
  ).toBe('/parentId')
  expect((await faultOf(updateTeam(await rep(upper), upper, { name: 'Mine' }))).code).toBe('forbidden')
  expect((await faultOf(updateTeam(admin, upper, { name: 'world' }))).details.rule).toBe('team.name_taken')
})
