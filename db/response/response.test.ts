import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import { activityEntity } from '../activities/activities.entity'
import { createAbsence } from '../calendars/absences'
import { makeDefault } from '../calendars/choose-calendar'
import { createCalendar } from '../calendars/create-calendar'
import { handClock } from '../core/clock'
import type { Context } from '../core/context'
import { defineField } from '../fields/define-field'
import { leadEntity } from '../leads/leads.entity'
import type { Lead } from '../leads/leads.model'
import { archiveRecord, restoreRecord } from '../records/archive-record'
import { createRecord } from '../records/create-record'
import { readRecord } from '../records/read-record'
import { updateRecord } from '../records/update-record'
import { faultOf } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { followResponses } from './follow-responses'
import { readResponseRules } from './response.queries'
import { nextClock, type ResponseClock } from './response.rules'
import { setResponseRules } from './set-response-rules'
import { tellLate } from './tell-late'

let database: TestDatabase
let ctx: Context
let clock: ReturnType<typeof handClock>
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

const hour = 3_600_000
const week = [1, 2, 3, 4, 5].map(weekday => ({ weekday, start: '09:00', end: '17:00' }))
beforeEach(async () => {
  // A Friday, an hour before work ends.
  clock = handClock('2026-11-27T16:00:00Z')
  ctx = await testContext(database, { clock })
  const calendar = await createCalendar(ctx, { name: 'Office', timeZone: 'UTC', week })
  await makeDefault(ctx, calendar.id)
})

const rule = (minutes: number, more: object = {}) => ({
  id: crypto.randomUUID(),
  name: `In ${minutes}`,
  when: null,
  minutes,
  ...more,
})
const set = (...rules: object[]) => setResponseRules(ctx, { rules })
const lead = async (values: object = {}) =>
  (await createRecord(ctx, leadEntity, { name: 'Nora', ...values })).id
const read = async (id: string) => {
  const lead = JSON.parse((await readRecord(ctx, leadEntity, id)).body) as Lead
  const iso = (at: string | null | undefined) => (at ? new Date(at).toISOString() : null)
  return { version: lead.version, respondBy: iso(lead.respondBy), respondedAt: iso(lead.respondedAt) }
}
const answer = (leadId: string, values: object = {}) =>
  createRecord(ctx, activityEntity, {
    name: 'Called',
    kind: 'call',
    direction: 'out',
    occurredAt: clock().toISOString(),
    leadId,
    ...values,
  })
const follow = (...ids: string[]) => followResponses(ctx, ids)
const told = async (leadId: string) =>
  (
    await database.owner<{ kind: string }[]>`
      select kind from event where subject_id = ${leadId} and kind like 'response.%' order by seq`
  ).map(({ kind }) => kind)

describe('the clock of a lead', () => {
  test('counts working time, and stops with the first answer of ours', async () => {
    await set(rule(120))
    const id = await lead()
    expect(await follow(id)).toBe(1)
    expect(await follow(id)).toBe(0)
    expect(await read(id)).toMatchObject({ respondBy: '2026-11-30T10:00:00.000Z', respondedAt: null })
    const version = (await read(id)).version
    // What the lead writes, a note and a task are no answers.
    await answer(id, { direction: 'in', kind: 'email' })
    await answer(id, { kind: 'note', direction: null })
    expect(await follow(id)).toBe(0)
    clock.move(10 * 60_000)
    await answer(id)
    await follow(id)
    expect(await read(id)).toMatchObject({ respondedAt: '2026-11-27T16:10:00.000Z', version })
    expect(await told(id)).toEqual(['response.due', 'response.given'])
    clock.move(90 * 24 * hour)
    await tellLate({ db: database, clock })
    expect(await told(id)).not.toContain('response.late')
  })

  test('goes by the first rule that fits, and by whoever has the lead', async () => {
    await defineField(ctx, { entity: 'lead', key: 'tier', label: 'Tier', kind: 'text' })
    await set(
      rule(30, { when: { field: 'custom.tier', op: 'eq', value: 'gold' } }),
      rule(60, { when: { field: 'source', op: 'eq', value: 'website' } }),
    )
    const [gold, web, none] = [
      await lead({ custom: { tier: 'Gold' }, source: 'website' }),
      await lead({ source: 'website' }),
      await lead({ source: 'event' }),
    ]
    expect(await follow(gold, web, none)).toBe(2)
    expect((await read(gold)).respondBy).toBe('2026-11-27T16:30:00.000Z')
    expect((await read(web)).respondBy).toBe('2026-11-27T17:00:00.000Z')
    expect((await read(none)).respondBy).toBeNull()
    // Somebody who is away until Tuesday has until Tuesday.
    await createAbsence(ctx, { firstDay: '2026-11-27', lastDay: '2026-11-30' })
    await updateRecord(ctx, leadEntity, web, { ownerId: ctx.access.memberId })
    await follow(web)
    expect((await read(web)).respondBy).toBe('2026-12-01T10:00:00.000Z')
  })

  test('is told of once when nobody has answered in time, and not again for another owner in time', async () => {
    await set(rule(30))
    const id = await lead()
    await follow(id)
    await tellLate({ db: database, clock })
    expect(await told(id)).toEqual(['response.due'])
    clock.move(31 * 60_000)
    await Promise.all([tellLate({ db: database, clock }), tellLate({ db: database, clock })])
    expect(await follow(id)).toBe(0)
    clock.move(hour)
    await answer(id)
    await follow(id)
    expect(await told(id)).toEqual(['response.due', 'response.late', 'response.given'])
    const [given] = await database.owner<{ payload: { late: boolean } }[]>`
      select payload from event where subject_id = ${id} and kind = 'response.given'`
    expect(given!.payload.late).toBe(true)
  })

  test('ends with a lead that is closed or in the bin, and goes on with one that comes back', async () => {
    await set(rule(30))
    const [closed, binned] = [await lead(), await lead()]
    await follow(closed, binned)
    await updateRecord(ctx, leadEntity, closed, { status: 'disqualified', statusReason: 'Spam' })
    await archiveRecord(ctx, leadEntity, binned)
    await follow(closed, binned)
    expect((await read(closed)).respondBy).toBeNull()
    clock.move(hour)
    await tellLate({ db: database, clock })
    expect([...(await told(closed)), ...(await told(binned))]).not.toContain('response.late')
    await restoreRecord(ctx, leadEntity, binned)
    await follow(binned)
    expect((await read(binned)).respondBy).toBe('2026-11-27T16:30:00.000Z')
    await tellLate({ db: database, clock })
    expect(await told(binned)).toContain('response.late')
  })

  test('is not begun for leads of a file, nor where there is no rule', async () => {
    const id = await lead()
    expect(await follow(id)).toBe(0)
    await set(rule(30))
    const imported: Context = { ...ctx, cause: { type: 'import', id: crypto.randomUUID() } }
    const { id: ofFile } = await createRecord(imported, leadEntity, { name: 'Of a file' })
    expect(await follow(ofFile)).toBe(0)
    expect(await follow(id)).toBe(1)
  })

  test('never ends where nobody ever works', async () => {
    const never = await createCalendar(ctx, { name: 'Never', timeZone: 'UTC', week: [] }).catch(
      () => undefined,
    )
    if (!never) return
    await makeDefault(ctx, never.id)
    await set(rule(30))
    const id = await lead()
    await follow(id)
    expect((await read(id)).respondBy).toBeNull()
  })
})

describe('the rules', () => {
  test('are refused where they ask for what there is not, and keep their version', async () => {
    const id = crypto.randomUUID()
    const refused = await faultOf(
      set(
        { ...rule(30), id, name: 'One', when: { field: 'nothing', op: 'known' } },
        { ...rule(30), id, name: 'one', when: { event: 'lead.updated' } },
      ),
    )
    expect(refused.details.problems!.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '/rules/1/id duplicate',
      '/rules/1/name name_taken',
      '/rules/0/when/field unknown_field',
      '/rules/1/when wrong_event',
    ])
    for (const minutes of [0, -1, 1.5, 43_201, Number.NaN])
      expect((await faultOf(set({ ...rule(30), minutes }))).code).toBe('invalid')
    const kept = rule(30)
    expect((await set(kept)).version).toBe(1)
    expect((await set(kept)).version).toBe(1)
    expect((await faultOf(setResponseRules(ctx, { rules: [] }, 0))).code).toBe('stale')
    const rep = await testContext(database, { role: 'rep', workspaceId: ctx.workspaceId })
    expect((await faultOf(setResponseRules(rep, { rules: [] }))).code).toBe('forbidden')
  })

  test('say which of them ask for a field that has gone', async () => {
    const field = await defineField(ctx, { entity: 'lead', key: 'tier', label: 'Tier', kind: 'text' })
    const asks = rule(30, { when: { field: 'custom.tier', op: 'known' } })
    await set(asks)
    await database.owner`update custom_field set deleted_at = now() where id = ${field.id}`
    expect((await readResponseRules(ctx)).faults).toEqual([{ ruleId: asks.id, field: 'custom.tier' }])
    expect((await set(asks, rule(60))).version).toBe(2)
    const id = await lead({})
    await follow(id)
    expect((await read(id)).respondBy).toBe('2026-11-27T17:00:00.000Z')
  })
})

test('what a clock comes to hangs on what has happened, not on how often it is looked at', () => {
  const moment = fc.integer({ min: 0, max: 20 })
  const facts = fc.record({
    isOver: fc.boolean(),
    answeredAt: fc.option(moment),
    target: fc.option(
      fc.record({
        id: fc.constant('r'),
        name: fc.constant('R'),
        minutes: fc.constant(1),
        respondBy: fc.option(moment),
      }),
    ),
    now: moment,
  })
  const empty: ResponseClock = {
    ruleId: null,
    ruleName: null,
    minutes: null,
    respondBy: null,
    respondedAt: null,
    lateAt: null,
  }
  fc.assert(
    fc.property(fc.array(facts, { minLength: 1, maxLength: 6 }), all => {
      let clock = empty
      for (const one of all) {
        const before = clock
        clock = nextClock(clock, one)
        expect(nextClock(clock, one)).toEqual(clock)
        if (one.answeredAt !== null && before.respondBy !== null)
          expect(clock.respondBy).toBe(before.respondBy)
        if (one.isOver && one.answeredAt === null) expect(clock.respondBy).toBeNull()
      }
    }),
  )
})
