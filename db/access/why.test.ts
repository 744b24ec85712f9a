import { afterAll, beforeAll, expect, test } from 'bun:test'
import fc from 'fast-check'
import type { Context } from '../core/context'
import { inWorkspace } from '../core/database'
import { Fault } from '../core/errors'
import { type Grants, roles, scopes } from '../core/grants.rules'
import { leadEntity } from '../leads/leads.entity'
import { createRecord } from '../records/create-record'
import { listRecords } from '../records/list-records'
import { readRecord } from '../records/read-record'
import { endShare, shareRecord } from '../records/share-record'
import { updateRecord } from '../records/update-record'
import { setTerritory } from '../territories/set-territory'
import { territoryEntity } from '../territories/territories.entity'
import { faultOf } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { accessOf } from './access-of'
import { createTeam } from './create-team'
import { updateRole } from './update-role'
import { updateTeam } from './update-team'
import { type WhyAction, whyActions } from './why.model'
import { whyOf } from './why.queries'

let database: TestDatabase
let admin: Context
const people: Context[] = []
const teams: string[] = []
const leads: string[] = []
/** North with Far north below it, and South. */
const territories: string[] = []
const cities = ['Tromsø', 'Oslo', 'Nice', 'Nowhere']

beforeAll(async () => {
  database = await testDatabase()
  admin = await testContext(database)
  for (const name of ['A', 'B', 'C']) teams.push((await createTeam(admin, { name })).id)
  for (const teamId of [teams[0]!, teams[1]!, teams[2]!, null])
    people.push(
      await testContext(database, {
        workspaceId: admin.workspaceId,
        role: 'rep',
        teamId,
        name: `Of ${teams.indexOf(teamId!)}`,
      }),
    )
  for (const owner of [...people, admin, null])
    leads.push(
      (await createRecord(admin, leadEntity, { name: 'Lead', ownerId: owner?.access.memberId ?? null })).id,
    )
  for (const name of ['North', 'Far north', 'South'])
    territories.push((await createRecord(admin, territoryEntity, { name })).id)
})
afterAll(() => database.drop())

async function now(ctx: Context): Promise<Context> {
  const { access } = await inWorkspace(ctx, tx => accessOf(tx, ctx.access.memberId!))
  return { ...ctx, access }
}
const works = (work: Promise<unknown>) =>
  work.then(
    () => true,
    error => {
      if (error instanceof Fault) return false
      throw error
    },
  )

test('in whatever world, the list, the single check and the explanation say the same of everybody and every record', async () => {
  const width = [undefined, ...scopes]
  const scope = fc.constantFrom(...width)
  const world = fc.record({
    read: scope,
    update: scope,
    writable: fc.boolean(),
    parents: fc.tuple(fc.integer({ min: -1, max: 2 }), fc.integer({ min: -1, max: 2 })),
    // Under which each territory stands, who is in it, and where leads lie: by their city, or by hand.
    below: fc.integer({ min: -1, max: 2 }),
    seats: fc.array(fc.subarray([0, 1, 2, 3]), { minLength: 3, maxLength: 3 }),
    places: fc.array(
      fc.record({
        city: fc.constantFrom(...cities),
        fixed: fc.option(fc.integer({ min: 0, max: 2 }), { freq: 3 }),
      }),
      { minLength: 6, maxLength: 6 },
    ),
    shares: fc.array(
      fc.record({
        lead: fc.integer({ min: 0, max: 5 }),
        person: fc.option(fc.integer({ min: 0, max: 3 })),
        team: fc.integer({ min: 0, max: 2 }),
        level: fc.constantFrom('read' as const, 'write' as const),
      }),
      { maxLength: 4 },
    ),
  })
  let allowedByShare = 0
  let allowedByTerritory = 0
  await fc.assert(
    fc.asyncProperty(world, async ({ read, update, writable, parents, below, seats, places, shares }) => {
      // Who may change more than they see is refused by the role itself.
      const narrower = width.indexOf(update) > width.indexOf(read) ? read : update
      const grants: Grants = {
        lead: {
          ...(read && { read }),
          ...(narrower && { update: narrower }),
          readable: ['name', 'ownerId', 'note'],
          writable: writable ? ['note'] : [],
        },
      }
      await updateRole(admin, 'rep', { grants })
      for (const [n, parent] of parents.entries())
        await works(updateTeam(admin, teams[n]!, { parentId: parent < 0 ? null : teams[parent]! }))
      await works(
        updateRecord(admin, territoryEntity, territories[1]!, {
          parentId: below < 0 ? null : territories[below]!,
        }),
      )
      for (const [n, memberIds] of seats.entries())
        await setTerritory(admin, territories[n]!, {
          lead: { field: 'city', op: 'eq', value: cities[n] },
          customer: null,
          memberIds: memberIds.map(at => people[at]!.access.memberId!),
        })
      for (const [n, { city, fixed }] of places.entries())
        await updateRecord(admin, leadEntity, leads[n]!, {
          city,
          fixedTerritoryId: fixed === null ? null : territories[fixed]!,
        })
      const made: string[] = []
      for (const { lead, person, team, level } of shares) {
        const whom =
          person === null ? { teamId: teams[team]! } : { memberId: people[person]!.access.memberId }
        made.push((await shareRecord(admin, { entity: 'lead', recordId: leads[lead]!, ...whom, level })).id)
      }
      for (const somebody of people) {
        const person = await now(somebody)
        const listed = read
          ? (
              JSON.parse((await listRecords(person, leadEntity, { limit: 200 })).results) as { id: string }[]
            ).map(({ id }) => id)
          : []
        for (const id of leads) {
          const asked = { member: person.access.memberId!, entity: 'lead' as const, id }
          const why = (action: WhyAction, field?: string) => whyOf(admin, { ...asked, action, field })
          const [sees, changes, note] = [await why('read'), await why('update'), await why('update', 'note')]
          const single = await works(readRecord(person, leadEntity, id))
          expect([sees.allowed, sees.listed]).toEqual([single, single])
          expect(listed.includes(id)).toBe(single)
          const written = await works(updateRecord(person, leadEntity, id, { note: crypto.randomUUID() }))
          expect(note.allowed).toBe(written)
          if (writable) expect(changes.allowed).toBe(written)
          if (sees.allowed && sees.steps.every(({ step, outcome }) => outcome !== 'yes' || step === 'share'))
            allowedByShare += 1
          if (sees.steps.every(({ step, outcome }) => (outcome === 'yes') === (step === 'territory')))
            allowedByTerritory += 1
        }
      }
      for (const id of made) await endShare(admin, id)
    }),
    { numRuns: 12 },
  )
  expect(allowedByShare).toBeGreaterThan(0)
  expect(allowedByTerritory).toBeGreaterThan(0)
}, 120_000)

test('each step says what it is, and a share that helps says which it is and when it ends', async () => {
  await updateRole(admin, 'rep', { grants: { lead: { read: 'team', update: 'own', readable: ['name'] } } })
  for (const id of leads)
    await updateRecord(admin, leadEntity, id, { city: 'Nowhere', fixedTerritoryId: null })
  await updateTeam(admin, teams[0]!, { parentId: null })
  await updateTeam(admin, teams[1]!, { parentId: teams[0]! })
  await updateTeam(admin, teams[2]!, { parentId: null })
  const [chief, below, beside] = people.map(({ access }) => access.memberId!) as [string, string, string]
  const of = async (member: string, id: string, action: WhyAction = 'read', field?: string) => {
    const { allowed, steps } = await whyOf(admin, { member, entity: 'lead', id, action, field })
    return [allowed, ...steps.map(({ code, outcome }) => `${code} ${outcome}`)]
  }
  expect(await of(chief, leads[1]!)).toEqual([
    true,
    'role_team pass',
    'owner_other no',
    'team_above yes',
    'share_none no',
  ])
  expect(await of(below, leads[0]!)).toEqual([
    false,
    'role_team pass',
    'owner_other no',
    'team_apart no',
    'share_none no',
  ])
  expect(await of(beside, leads[5]!)).toEqual([
    true,
    'role_team pass',
    'owner_nobody no',
    'team_nobody yes',
    'share_none no',
  ])
  expect(await of(below, leads[1]!, 'update')).toEqual([
    true,
    'role_own pass',
    'owner_is yes',
    'team_uncounted no',
    'share_none no',
  ])
  expect(await of(below, leads[1]!, 'read', 'email')).toContain('field_closed stop')
  expect(await of(below, leads[1]!, 'archive')).toEqual([false, 'role_none stop'])
  const share = await shareRecord(admin, {
    entity: 'lead',
    recordId: leads[0]!,
    memberId: below,
    level: 'read',
    until: '2999-01-01',
  })
  const why = await whyOf(admin, { member: below, entity: 'lead', id: leads[0]!, action: 'read' })
  expect(why.steps.at(-1)).toEqual({
    step: 'share',
    outcome: 'yes',
    code: 'share_given',
    params: { by: admin.actor.name, team: '' },
    shareId: share.id,
    endsAt: '2999-01-02T00:00:00.000Z',
  })
  expect(why.steps[2]!.paths).toEqual({ theirs: ['A', 'B'], owners: ['A'] })
  expect(await of(below, leads[0]!, 'update')).toContain('share_read_only no')
  expect([why.fields.read, why.fields.closed.includes('email')]).toEqual([1, true])
})

test('it is asked by who may read roles or about oneself, of a record that one may read', async () => {
  await updateRole(admin, 'rep', { grants: { lead: { read: 'own' } } })
  const [mine, other] = [await now(people[0]!), await now(people[1]!)]
  const about = (who: Context, id: string) => ({
    member: who.access.memberId!,
    entity: 'lead' as const,
    id,
    action: 'read' as const,
  })
  expect((await whyOf(mine, about(mine, leads[0]!))).allowed).toBe(true)
  expect((await faultOf(whyOf(mine, about(mine, leads[1]!)))).code).toBe('not_found')
  expect((await faultOf(whyOf(mine, about(other, leads[0]!)))).code).toBe('forbidden')
  const stranger = await testContext(database)
  expect((await faultOf(whyOf(stranger, about(stranger, leads[0]!)))).code).toBe('not_found')
  expect((await faultOf(whyOf(admin, about(stranger, leads[0]!)))).code).toBe('not_found')
  const nobody = { entity: 'lead' as const, id: leads[0]!, action: 'read' as const }
  expect((await faultOf(whyOf(admin, nobody))).details.problems![0]!.code).toBe('why_whom')
  const field = { ...about(mine, leads[0]!), field: 'salary' }
  expect((await faultOf(whyOf(admin, field))).details.problems![0]!.code).toBe('unknown_field')
  expect(whyActions).toContain('archive')
  expect(roles).toContain('rep')
})

test('of a task it is told by what it grants, to who may read roles', async () => {
  const ask = (more: object) =>
    whyOf(admin, { task: 'first_response', action: 'read', entity: 'lead', id: leads[0]!, ...more } as never)
  const read = await ask({})
  expect(read).toMatchObject({
    allowed: true,
    scope: 'all',
    listed: true,
    fields: { written: 2, closed: [] },
  })
  expect(read.who).toEqual({ id: 'first_response', name: 'Sextant, first response', role: 'first_response' })
  expect(await ask({ action: 'update', field: 'respondBy' })).toMatchObject({ allowed: true })
  const other = await ask({ action: 'update', field: 'name' })
  expect([other.allowed, other.steps.at(-1)!.code]).toEqual([false, 'field_closed'])
  expect((await ask({ action: 'archive' })).steps.map(({ code }) => code)).toEqual(['role_none'])
  expect((await ask({ task: 'audit' })).steps.map(({ code }) => code)).toEqual(['role_none'])
  const rep = {
    ...people[0]!,
    access: { ...people[0]!.access, grants: { lead: { read: 'all' } } },
  } as Context
  const asked = { task: 'audit', action: 'read', entity: 'lead', id: leads[0]! } as const
  expect((await faultOf(whyOf(rep, asked))).details.rule).toBe('role.read')
  expect(await faultOf(whyOf(admin, { ...asked, member: admin.access.memberId! }))).toMatchObject({
    code: 'invalid',
  })
})
