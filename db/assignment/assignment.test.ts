import { afterAll, beforeAll, expect, test } from 'bun:test'
import fc from 'fast-check'
import { createTeam } from '../access/create-team'
import { removeMember } from '../access/remove-member'
import { createAbsence, removeAbsence } from '../calendars/absences'
import type { Context } from '../core/context'
import { write } from '../events/write'
import { defineField } from '../fields/define-field'
import { leadEntity } from '../leads/leads.entity'
import type { Lead } from '../leads/leads.model'
import { createRecord } from '../records/create-record'
import { updateRecord } from '../records/update-record'
import { writeBatch } from '../records/write-batch'
import { setTerritory } from '../territories/set-territory'
import { territoryEntity } from '../territories/territories.entity'
import { faultOf } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import type { AssignmentRule } from './assignment.model'
import { readAssignment } from './assignment.queries'
import { scratchRule } from './scratch-assignment'
import { setAssignment } from './set-assignment'
import { tryAssignment } from './try-assignment'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

/** A workspace of its own with three who sell. */
async function company() {
  const ctx = await testContext(database)
  const { workspaceId } = ctx
  const people: string[] = []
  for (const name of ['Sara', 'Omar', 'Ines'])
    people.push((await testContext(database, { workspaceId, role: 'rep', name })).access.memberId!)
  const set = (...rules: AssignmentRule[]) => setAssignment(ctx, { rules })
  const make = (values: object = {}) => createRecord(ctx, leadEntity, { name: 'Layla', ...values })
  return { ctx, people: people as [string, string, string], set, make, me: ctx.access.memberId! }
}

const many = (ctx: Context, leads: readonly object[]) =>
  write(ctx, to =>
    writeBatch(
      ctx,
      to,
      leadEntity,
      leads.map(values => ({ before: null, values: { name: 'Layla', ...values } })),
    ),
  ) as Promise<Lead[]>

const countOf = (leads: readonly Lead[]) => {
  const counts: Record<string, number> = {}
  for (const { ownerId } of leads) counts[ownerId ?? ''] = (counts[ownerId ?? ''] ?? 0) + 1
  return counts
}

test('the first rule that fits assigns, says so, and never overrides an owner who is named', async () => {
  const { ctx, people, set, make, me } = await company()
  const [sara, omar] = people
  await defineField(ctx, { entity: 'lead', key: 'tier', label: 'Tier', kind: 'text' })
  const gulf = {
    or: [
      { field: 'country', op: 'in' as const, value: ['SA', 'AE'] },
      { field: 'custom.tier', op: 'eq' as const, value: 'gold' },
    ],
  }
  await set(
    scratchRule({ name: 'Asleep', active: false, way: { type: 'person', memberId: omar } }),
    scratchRule({ name: 'Gulf leads', when: gulf, way: { type: 'person', memberId: sara } }),
    scratchRule({
      name: 'Large',
      when: { field: 'employees', op: 'gte', value: 500 },
      way: { type: 'person', memberId: omar },
    }),
  )
  const assigned = async (values: object) => {
    const { ownerId, assignedBy } = await make(values)
    return [ownerId, assignedBy]
  }
  expect(await assigned({ country: 'SA', employees: 900 })).toEqual([sara, 'Gulf leads'])
  expect(await assigned({ custom: { tier: 'Gold' } })).toEqual([sara, 'Gulf leads'])
  expect(await assigned({ country: 'DE', employees: 900 })).toEqual([omar, 'Large'])
  expect(await assigned({ country: 'SA', ownerId: null })).toEqual([sara, 'Gulf leads'])
  expect(await assigned({ country: 'SA', ownerId: omar })).toEqual([omar, null])
  // What no rule takes is whose it would be without rules.
  expect(await assigned({ country: 'DE' })).toEqual([me, null])
  const [told] = await database.owner<{ after: Record<string, unknown> }[]>`
    select after from event where workspace_id = ${ctx.workspaceId} and kind = 'lead.created' order by seq limit 1`
  expect(told!.after).toMatchObject({ ownerId: sara, assignedBy: 'Gulf leads' })
})

test('turns are fair in a batch of 500, one by one and at the same moment', async () => {
  const { ctx, people, set, make } = await company()
  await set(scratchRule({ name: 'All', way: { type: 'turns', memberIds: people } }))
  const batch = await many(
    ctx,
    Array.from({ length: 500 }, () => ({})),
  )
  expect(Object.values(countOf(batch)).sort()).toEqual([166, 167, 167])
  expect(batch.slice(0, 4).map(({ ownerId }) => ownerId)).toEqual([...people, people[0]])
  const atOnce = await Promise.all(Array.from({ length: 25 }, () => make()))
  expect(Object.values(countOf([...batch, ...atOnce]))).toEqual([175, 175, 175])
})

test('shares are kept, and the load decides by open leads as they are', async () => {
  const { ctx, people, set, make } = await company()
  const [sara, omar, ines] = people
  const shares = [
    { memberId: sara, share: 5 },
    { memberId: omar, share: 3 },
    { memberId: ines, share: 2 },
  ]
  await set(scratchRule({ name: 'Shares', way: { type: 'shares', shares } }))
  expect(
    countOf(
      await many(
        ctx,
        Array.from({ length: 100 }, () => ({})),
      ),
    ),
  ).toEqual({
    [sara]: 50,
    [omar]: 30,
    [ines]: 20,
  })
  await set(scratchRule({ name: 'Load', way: { type: 'load', memberIds: people } }))
  expect(
    countOf(
      await many(
        ctx,
        Array.from({ length: 50 }, () => ({})),
      ),
    ),
  ).toEqual({ [omar]: 20, [ines]: 30 })
  const atOnce = await Promise.all(Array.from({ length: 9 }, () => make()))
  expect(Object.values(countOf(atOnce))).toEqual([3, 3, 3])
})

test('a queue has no owner until somebody takes the lead', async () => {
  const { ctx, people, set, make } = await company()
  const { id: teamId } = await createTeam(ctx, { name: 'Gulf' })
  await set(scratchRule({ name: 'Waiting', way: { type: 'queue', teamId } }))
  const lead = await make()
  expect([lead.ownerId, lead.queue, lead.assignedBy]).toEqual([null, 'Gulf', 'Waiting'])
  const taken = await updateRecord(ctx, leadEntity, lead.id, { ownerId: people[0] })
  expect([taken.ownerId, taken.queue, taken.assignedBy]).toEqual([people[0], null, null])
})

test('by territory, those of the lead’s territory take turns, or those of the nearest above; without one the next rule is tried', async () => {
  const { ctx, people, set, make, me } = await company()
  const [sara, omar, ines] = people
  const territory = async (
    name: string,
    parentId: string | null,
    memberIds: string[],
    city: string | null,
  ) => {
    const { id } = await createRecord(ctx, territoryEntity, { name, parentId })
    const lead = city && { field: 'city', op: 'eq', value: city }
    await setTerritory(ctx, id, { customer: null, lead, memberIds })
    return id
  }
  await set(
    scratchRule({ name: 'Theirs', way: { type: 'territory' } }),
    scratchRule({ name: 'Others', way: { type: 'person', memberId: me } }),
  )
  expect((await readAssignment(ctx)).faults.map(({ code }) => code)).toEqual(['no_territory'])
  expect((await make({ city: 'Oslo' })).ownerId).toBe(me)
  const north = await territory('North', null, [sara, omar], 'Oslo')
  await territory('Far north', north, [], 'Tromsø')
  await territory('South', null, [ines], 'Nice')
  const taken = async (cities: string[]) =>
    countOf(
      await many(
        ctx,
        cities.map(city => ({ city })),
      ),
    )
  expect(await taken(['Oslo', 'Oslo', 'Tromsø', 'Tromsø', 'Nice', 'Rome'])).toEqual({
    [sara]: 2,
    [omar]: 2,
    [ines]: 1,
    [me]: 1,
  })
  const lead = await make({ city: 'Nice' })
  expect([lead.ownerId, lead.assignedBy]).toEqual([ines, 'Theirs'])
  expect((await readAssignment(ctx)).faults).toEqual([])
  await removeMember(ctx, ines)
  expect((await make({ city: 'Nice' })).ownerId).toBe(me)
})

test('who has left is passed over; where all have, the next rule is tried and the faults say so', async () => {
  const { ctx, people, set, make, me } = await company()
  const [sara, omar, ines] = people
  const first = scratchRule({ name: 'First', way: { type: 'turns', memberIds: [sara, omar] } })
  const second = scratchRule({ name: 'Second', way: { type: 'person', memberId: ines } })
  await set(first, second)
  await removeMember(ctx, sara)
  expect((await readAssignment(ctx)).faults).toEqual([
    { ruleId: first.id, code: 'some_left', field: null, names: ['Sara'] },
  ])
  expect(countOf([await make(), await make(), await make()])).toEqual({ [omar]: 3 })
  await removeMember(ctx, omar)
  expect((await make()).assignedBy).toBe('Second')
  expect((await readAssignment(ctx)).faults.map(({ code, names }) => [code, names])).toEqual([
    ['nobody_left', ['Sara', 'Omar']],
  ])
  await removeMember(ctx, ines)
  expect((await make()).ownerId).toBe(me)
  // Rules that name somebody who has left can still be saved; who left before is no news to them.
  expect((await set(first, { ...second, name: 'Last' })).version).toBe(2)
})

test('who is away is passed over until they are back, without more than their part then', async () => {
  const { ctx, people, set, make } = await company()
  const [sara, omar, ines] = people
  const rule = scratchRule({ name: 'All', way: { type: 'turns', memberIds: people } })
  await set(rule)
  const today = new Date().toISOString().slice(0, 10)
  const day = await createAbsence(ctx, { memberId: sara, firstDay: today, lastDay: today })
  const [startsAt, endsAt] = [new Date(Date.now() - 3_600_000), new Date(Date.now() + 3_600_000)]
  const span = await createAbsence(ctx, {
    memberId: omar,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
  })
  // One that is over says nothing.
  await createAbsence(ctx, { memberId: ines, firstDay: '2026-01-05', lastDay: '2026-01-09' })
  expect(countOf([await make(), await make()])).toEqual({ [ines]: 2 })
  expect((await readAssignment(ctx)).faults).toEqual([
    { ruleId: rule.id, code: 'away', field: null, names: ['Sara', 'Omar'] },
  ])
  await removeAbsence(ctx, day.id)
  await removeAbsence(ctx, span.id)
  expect(countOf(await many(ctx, [{}, {}, {}]))).toEqual({ [sara]: 1, [omar]: 1, [ines]: 1 })
})

test('a change assigns by the fields that a rule names, while nobody has the lead or has worked on it', async () => {
  const { ctx, people, set, make, me } = await company()
  const [sara, omar] = people
  const on = { creation: true, import: true, change: true }
  const is = (country: string) => ({ field: 'country', op: 'eq' as const, value: country })
  await set(
    scratchRule({ name: 'Gulf', when: is('SA'), on, way: { type: 'person', memberId: sara } }),
    scratchRule({ name: 'Europe', when: is('DE'), on, way: { type: 'person', memberId: omar } }),
  )
  const change = async (id: string, values: object) => {
    const { ownerId, assignedBy } = await updateRecord(ctx, leadEntity, id, values)
    return [ownerId, assignedBy]
  }
  const lead = await make({ country: 'SA' })
  expect(await change(lead.id, { city: 'Riyadh' })).toEqual([sara, 'Gulf'])
  expect(await change(lead.id, { country: 'DE' })).toEqual([omar, 'Europe'])
  expect(await change(lead.id, { status: 'working' })).toEqual([omar, 'Europe'])
  expect(await change(lead.id, { country: 'SA' })).toEqual([omar, 'Europe'])
  const mine = await make({ country: 'FR' })
  expect(mine.ownerId).toBe(me)
  expect(await change(mine.id, { country: 'SA' })).toEqual([me, null])
  const named = await make({ country: 'SA' })
  expect(await change(named.id, { ownerId: omar, country: 'DE' })).toEqual([omar, null])
  const free = await make({ country: 'FR' })
  await updateRecord(ctx, leadEntity, free.id, { ownerId: null })
  expect(await change(free.id, { country: 'SA' })).toEqual([sara, 'Gulf'])
})

test('a batch assigns as its leads one after the other would, whatever the rules', async () => {
  const [one, other] = [await company(), await company()]
  const way = fc.constantFrom('person', 'turns', 'shares', 'load')
  const drawn = fc.array(fc.record({ way, from: fc.constantFrom('SA', 'DE', 'FR', '') }), {
    minLength: 1,
    maxLength: 4,
  })
  const country = fc.constantFrom('SA', 'DE', 'FR')
  await fc.assert(
    fc.asyncProperty(drawn, fc.array(country, { minLength: 1, maxLength: 12 }), async (ways, countries) => {
      const rulesFor = (people: readonly string[]) =>
        ways.map(({ way, from }, n) =>
          scratchRule({
            name: `Rule ${n}`,
            when: from ? { field: 'country', op: 'eq', value: from } : null,
            way:
              way === 'person'
                ? { type: way, memberId: people[n % 3]! }
                : way === 'shares'
                  ? { type: way, shares: people.map((memberId, k) => ({ memberId, share: k + 1 })) }
                  : { type: way as 'turns' | 'load', memberIds: [...people] },
          }),
        )
      await one.set(...rulesFor(one.people))
      await other.set(...rulesFor(other.people))
      const batch = await many(
        one.ctx,
        countries.map(country => ({ country })),
      )
      const singles: Lead[] = []
      for (const country of countries) singles.push(await other.make({ country }))
      const seen = ({ people, me }: typeof one, leads: readonly Lead[]) =>
        leads.map(({ ownerId, assignedBy }) => [ownerId === me ? 'me' : people.indexOf(ownerId!), assignedBy])
      expect(seen(one, batch)).toEqual(seen(other, singles))
    }),
    { numRuns: 12 },
  )
}, 60_000)

test('a trial says who would get what, and writes nothing', async () => {
  const { ctx, people, set, make } = await company()
  const [sara, omar] = people
  for (const country of ['SA', 'SA', 'DE', 'FR']) await make({ country, ownerId: omar })
  const live = await set(scratchRule({ name: 'Live', way: { type: 'turns', memberIds: people } }))
  const draft = [
    scratchRule({
      name: 'Gulf',
      when: { field: 'country', op: 'eq', value: 'SA' },
      way: { type: 'person', memberId: sara },
    }),
    scratchRule({
      name: 'Germany',
      when: { field: 'country', op: 'eq', value: 'DE' },
      way: { type: 'turns', memberIds: [omar, sara] },
    }),
  ]
  const before = await database.owner`select * from lead where workspace_id = ${ctx.workspaceId} order by id`
  const trial = await tryAssignment(ctx, { rules: draft })
  expect([trial.leads, trial.untaken]).toEqual([4, 1])
  expect(trial.rules.map(({ name, leads }) => [name, leads])).toEqual([
    ['Gulf', 2],
    ['Germany', 1],
  ])
  expect(trial.people).toEqual([
    { memberId: sara, name: 'Sara', leads: 2, has: 0 },
    { memberId: omar, name: 'Omar', leads: 1, has: 4 },
  ])
  expect(trial.examples[0]).toMatchObject({ has: 'Omar', rule: null, gets: null })
  expect(trial.examples.at(-1)).toMatchObject({ has: 'Omar', rule: 'Gulf', gets: 'Sara' })
  expect(
    await database.owner`select * from lead where workspace_id = ${ctx.workspaceId} order by id`,
  ).toEqual(before)
  expect(await readAssignment(ctx)).toEqual(live)
  expect((await make()).ownerId).toBe(sara)
})

test('rules that name what there is not are refused where it stands, and only managers set them', async () => {
  const { ctx, people, set } = await company()
  const person = { type: 'person' as const, memberId: people[0] }
  const problemsOf = async (...rules: AssignmentRule[]) =>
    (await faultOf(set(...rules))).details.problems!.map(({ pointer, code }) => [pointer, code])
  const stranger = (await testContext(database)).access.memberId!
  expect(await problemsOf(scratchRule({ name: 'A', way: { type: 'person', memberId: stranger } }))).toEqual([
    ['/rules/0/way', 'reference_missing'],
  ])
  expect(await problemsOf(scratchRule({ name: 'A', way: { type: 'queue', teamId: people[0] } }))).toEqual([
    ['/rules/0/way', 'reference_missing'],
  ])
  expect(
    await problemsOf(scratchRule({ name: 'A', way: person }), scratchRule({ name: 'a', way: person })),
  ).toEqual([['/rules/1/name', 'name_taken']])
  expect(
    await problemsOf(scratchRule({ name: 'A', way: person, when: { field: 'custom.gone', op: 'known' } })),
  ).toEqual([['/rules/0/when/field', 'unknown_field']])
  expect(
    await problemsOf(scratchRule({ name: 'A', way: person, when: { event: 'activity.logged' } })),
  ).toEqual([['/rules/0/when', 'wrong_event']])
  for (const wrong of [
    scratchRule({ name: ' ', way: person }),
    scratchRule({ name: 'A', way: { type: 'turns', memberIds: [] } }),
    scratchRule({ name: 'A', way: { type: 'shares', shares: [{ memberId: people[0], share: 0 }] } }),
    scratchRule({ name: 'A', way: person, on: { creation: false, import: false, change: false } }),
  ])
    expect((await faultOf(set(wrong))).code).toBe('invalid')
  const rep = await testContext(database, { workspaceId: ctx.workspaceId, role: 'rep' })
  expect((await faultOf(readAssignment(rep))).code).toBe('forbidden')
  expect((await faultOf(tryAssignment(rep, { rules: [] }))).code).toBe('forbidden')
  expect((await faultOf(setAssignment(rep, { rules: [] }))).code).toBe('forbidden')
})
