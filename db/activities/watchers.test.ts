import { afterAll, beforeAll, expect, test } from 'bun:test'
import fc from 'fast-check'
import { createRole } from '../access/create-role'
import { updateRole } from '../access/update-role'
import { workContext } from '../access/work-context'
import { catalogue, meaningOf } from '../app/catalogue.events'
import { handClock } from '../core/clock'
import type { Context } from '../core/context'
import { objects } from '../core/grants.rules'
import { defineField } from '../fields/define-field'
import { leadEntity } from '../leads/leads.entity'
import { archiveRecord } from '../records/archive-record'
import { createRecord } from '../records/create-record'
import { updateRecord } from '../records/update-record'
import { watchingOf, watchRecord } from '../records/watch-record'
import { logStart, readEvents } from '../relay/read-events'
import { faultOf } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { activityEntity } from './activities.entity'
import { listNotices, seeNotices } from './notices'
import { tellWatchers } from './tell-watchers'
import { gathered, gatherMs, isTold, mostGathered, type Sighted } from './watched.rules'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

const kinds = catalogue.flatMap(({ kind, ...known }) => ('shown' in known && isTold(kind) ? [kind] : []))

/** All that the log has of a workspace, as the consumer gives it. */
async function eventsOf(ctx: Context): Promise<Sighted[]> {
  const found: Sighted[] = []
  for (let at = logStart; ; ) {
    const { events, next } = await readEvents(database.system, at, { limit: 2_000, kinds })
    for (const event of events) {
      const sight = meaningOf(event)?.sight ?? event.subjectType
      if (event.workspaceId === ctx.workspaceId)
        found.push({ event, sight: objects.find(name => name === sight) })
    }
    if (!next) return found
    at = next
  }
}

async function company(role = 'rep') {
  const ctx = await testContext(database)
  const mate = await testContext(database, {
    workspaceId: ctx.workspaceId,
    role: role as 'rep',
    name: 'Omar',
  })
  const lead = await createRecord(ctx, leadEntity, { name: 'Acme', ownerId: mate.access.memberId })
  const watch = (who: Context, watching = true) => watchRecord(who, { entity: 'lead', id: lead.id, watching })
  const tell = async () => {
    const system = await workContext(ctx, { workspaceId: ctx.workspaceId, task: 'watchers' })
    return tellWatchers(system, await eventsOf(ctx))
  }
  const change = (values: object) => updateRecord(ctx, leadEntity, lead.id, values)
  const noticesOf = async (who: Context) =>
    (await listNotices(who)).results.map(({ name, watched }) => ({ name, ...watched }))
  return { ctx, mate, lead, watch, tell, change, noticesOf }
}

test('who watches a record is told once what others did with it, ten edits in one notice, and nothing from before', async () => {
  const { ctx, mate, lead, watch, tell, change, noticesOf } = await company()
  await change({ city: 'Oslo' })
  await watch(mate)
  await watch(ctx)
  expect(await watchingOf(mate, { entity: 'lead', id: lead.id })).toEqual({ watching: true })
  for (let n = 1; n <= 10; n += 1) await change({ employees: n, company: 'Acme & Co' })
  await createRecord(ctx, activityEntity, { kind: 'note', name: 'Called', leadId: lead.id })
  expect(await tell()).toBe(1)
  expect(await tell()).toBe(0)
  const [notice, ...others] = await noticesOf(mate)
  expect(others).toEqual([])
  expect(notice).toMatchObject({
    name: 'Acme',
    entity: 'lead',
    recordId: lead.id,
    times: 11,
    things: ['changed', 'activity'],
    people: ['Maren Vogt'],
  })
  expect(notice!.fields!.toSorted()).toEqual(['company', 'employees'])
  // Whose doing it was is not told of it.
  expect(await noticesOf(ctx)).toEqual([])
})

test('what was looked at is not added to, and who watches no more is told no more', async () => {
  const { mate, watch, tell, change, noticesOf } = await company()
  await watch(mate)
  await change({ city: 'Oslo' })
  await tell()
  const { results, unseen } = await listNotices(mate)
  expect(unseen).toBe(1)
  await seeNotices(mate, { until: results[0]!.at })
  await change({ city: 'Bergen' })
  await tell()
  expect((await noticesOf(mate)).map(({ times }) => times)).toEqual([1, 1])
  expect((await listNotices(mate)).unseen).toBe(1)
  await watch(mate, false)
  await change({ city: 'Nice' })
  expect(await tell()).toBe(0)
})

test('nobody is told of what they may not read: neither at that moment nor later', async () => {
  const { ctx, lead, watch, tell, change, noticesOf } = await company()
  const { workspaceId } = ctx
  const grants = (fields: string[]) => ({ lead: { read: 'all', readable: fields } })
  const role = await createRole(ctx, { name: 'Clerk', base: 'read_only' })
  await updateRole(ctx, role.key, { grants: grants(['name', 'city', 'employees']) })
  const clerk = await testContext(database, { workspaceId, role: role.key as never })
  const asClerk = async () => {
    const work = await workContext(ctx, { workspaceId, onBehalfOf: clerk.access.memberId! })
    return { ...clerk, access: work.access }
  }
  await defineField(ctx, { entity: 'lead', key: 'tier', label: 'Tier', kind: 'text' })
  await watch(await asClerk())
  await change({ company: 'Secret' })
  await change({ custom: { tier: 'gold' } })
  expect(await tell()).toBe(0)
  await change({ company: 'More secret', city: 'Oslo', employees: 9 })
  expect(await tell()).toBe(1)
  const told = (await noticesOf(await asClerk()))[0]
  expect(told!.fields!.toSorted()).toEqual(['city', 'employees'])
  // Fields that are closed afterwards leave notices that were told before.
  await updateRole(ctx, role.key, { grants: grants(['name', 'city']) })
  expect((await noticesOf(await asClerk()))[0]!.fields).toEqual(['city'])
  await updateRole(ctx, role.key, { grants: grants(['name', 'employees']) })
  expect((await noticesOf(await asClerk()))[0]).toMatchObject({ name: 'Acme', fields: ['employees'] })
  await updateRole(ctx, role.key, { grants: grants(['name', 'value']) })
  expect([await noticesOf(await asClerk()), (await listNotices(await asClerk())).unseen]).toEqual([[], 0])
  // And so does a record that is out of sight.
  await updateRole(ctx, role.key, { grants: { lead: { read: 'own' } } })
  expect(await noticesOf(await asClerk())).toEqual([])
  await change({ city: 'Bergen' })
  expect(await tell()).toBe(0)
  expect((await faultOf(watchingOf(await asClerk(), { entity: 'lead', id: lead.id }))).code).toBe('not_found')
})

test('a record in the bin says so, and somebody who has left is told nothing', async () => {
  const { ctx, mate, lead, watch, tell, noticesOf } = await company('manager')
  const gone = await testContext(database, { workspaceId: ctx.workspaceId, role: 'manager' })
  await watch(mate)
  await watch(gone)
  await database.owner`update member set deleted_at = now() where id = ${gone.access.memberId}`
  await archiveRecord(ctx, leadEntity, lead.id)
  expect(await tell()).toBe(1)
  expect((await noticesOf(mate)).map(({ things }) => things)).toEqual([['archived']])
})

test('a notice gathers ten minutes and two hundred events, whatever their order', () => {
  const clock = handClock('2026-11-29T00:00:00Z')
  const told = { things: ['changed' as const], fields: ['city'], people: ['Sara'] }
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3 * gatherMs }), { maxLength: 500 }), offsets => {
      let open: ReturnType<typeof gathered>['now'] | undefined
      let count = 0
      for (const [n, offset] of offsets.entries()) {
        const recordedAt = new Date(clock().getTime() + offset).toISOString()
        const event = { id: String(n), kind: 'lead.updated', recordedAt } as Sighted['event']
        const before = open
        const { joins, now } = gathered(open, event, told)
        if (joins) expect(offset + clock().getTime() - before!.since).toBeLessThan(gatherMs)
        open = now
        count += 1
        expect(open.eventIds.length).toBeLessThanOrEqual(mostGathered)
        expect(open.eventIds.at(-1)).toBe(String(n))
      }
      expect(count).toBe(offsets.length)
    }),
    { numRuns: 30 },
  )
})
