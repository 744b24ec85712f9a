import { afterAll, beforeAll, expect, test } from 'bun:test'
import fc from 'fast-check'
import { accessOf } from '../access/access-of'
import { updateRole } from '../access/update-role'
import { contactEntity } from '../contacts/contacts.entity'
import type { Context } from '../core/context'
import { inWorkspace } from '../core/database'
import { customerEntity } from '../customers/customers.entity'
import { dealEntity } from '../deals/deals.entity'
import type { Filter } from '../filter/filter.model'
import { leadEntity } from '../leads/leads.entity'
import { pipelineEntity, stageEntity } from '../pipelines/pipelines.entity'
import { quoteEntity } from '../quotes/quotes.entity'
import { archiveRecord, restoreRecord } from '../records/archive-record'
import { createRecord } from '../records/create-record'
import { listRecords } from '../records/list-records'
import { updateRecord } from '../records/update-record'
import { faultOf } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { runPlacing } from './place-records'
import { placeAnew, setTerritory } from './set-territory'
import { territoryEntity } from './territories.entity'
import { readTerritories } from './territory-tree.queries'
import { tryTerritory } from './try-territory'

let database: TestDatabase
let admin: Context
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

const inCity = (value: string): Filter => ({ field: 'city', op: 'eq', value })
const nobody = { customer: null, lead: null, memberIds: [] }
const make = async (name: string, parentId: string | null = null) =>
  (await createRecord(admin, territoryEntity, { name, parentId })).id
const placeOf = async (table: 'lead' | 'customer' | 'deal' | 'contact' | 'quote', id: string) => {
  const [row] = await database.owner<{ territoryId: string | null }[]>`
    select territory_id from ${database.owner(table)} where id = ${id}`
  return row!.territoryId
}
async function now(ctx: Context): Promise<Context> {
  const { access } = await inWorkspace(ctx, tx => accessOf(tx, ctx.access.memberId!))
  return { ...ctx, access }
}
async function seen(ctx: Context): Promise<string[]> {
  const { results } = await listRecords(await now(ctx), leadEntity, { limit: 200 })
  return (JSON.parse(results) as { name: string }[]).map(({ name }) => name).sort()
}

test('a record lies where its rule says from its first moment on, and goes elsewhere when what the rule asks for changes', async () => {
  admin = await testContext(database)
  const north = await make('North')
  const deep = await make('Far north', north)
  await setTerritory(admin, north, { ...nobody, lead: { field: 'country', op: 'eq', value: 'NO' } })
  await setTerritory(admin, deep, {
    ...nobody,
    lead: { and: [inCity('Tromsø'), { field: 'country', op: 'eq', value: 'NO' }] },
  })
  const { id, territoryId } = await createRecord(admin, leadEntity, {
    name: 'A',
    country: 'NO',
    city: 'Oslo',
  })
  expect(territoryId).toBe(north)
  // The one further down the tree is asked first.
  await updateRecord(admin, leadEntity, id, { city: 'Tromsø' })
  expect(await placeOf('lead', id)).toBe(deep)
  await updateRecord(admin, leadEntity, id, { country: 'SE' })
  expect(await placeOf('lead', id)).toBeNull()
  await updateRecord(admin, leadEntity, id, { fixedTerritoryId: north })
  await updateRecord(admin, leadEntity, id, { country: 'NO' })
  expect(await placeOf('lead', id)).toBe(north)
  await updateRecord(admin, leadEntity, id, { fixedTerritoryId: null })
  expect(await placeOf('lead', id)).toBe(deep)
})

test('deals, contacts and quotes lie where their customer does, and go with it; what a person has put somewhere stays', async () => {
  admin = await testContext(database)
  const [east, west] = [await make('East'), await make('West')]
  await setTerritory(admin, east, { ...nobody, customer: inCity('Osaka') })
  await setTerritory(admin, west, { ...nobody, customer: inCity('Brest') })
  const pipeline = await createRecord(admin, pipelineEntity, { name: 'Sales', isDefault: true })
  await createRecord(admin, stageEntity, { name: 'Open', kind: 'open', pipelineId: pipeline.id })
  const customer = await createRecord(admin, customerEntity, { name: 'Fjord', city: 'Osaka' })
  const deal = await createRecord(admin, dealEntity, { name: 'D', customerId: customer.id })
  const contact = await createRecord(admin, contactEntity, { name: 'C', customerId: customer.id })
  const quote = await createRecord(admin, quoteEntity, { dealId: deal.id })
  const fixed = await createRecord(admin, dealEntity, {
    name: 'F',
    customerId: customer.id,
    fixedTerritoryId: east,
  })
  expect([deal.territoryId, contact.territoryId, quote.territoryId]).toEqual([east, east, east])
  await updateRecord(admin, customerEntity, customer.id, { city: 'Brest' })
  const after = [
    await placeOf('deal', deal.id),
    await placeOf('contact', contact.id),
    await placeOf('quote', quote.id),
    await placeOf('deal', fixed.id),
  ]
  expect(after).toEqual([west, west, west, east])
  const told = await database.owner`
    select 1 from event where subject_id = ${deal.id} and kind = 'territory.placed' and after ->> 'territoryId' = ${west}`
  expect(told.length).toBe(1)
})

test('whatever the rules and the records are, a single write, the work that places all anew, and its slices put each at the same place', async () => {
  const cities = ['A', 'B', 'C']
  const condition = fc.oneof(
    fc.constantFrom(...cities).map(inCity),
    fc.constantFrom(...cities).map((value): Filter => ({ not: inCity(value) })),
    fc.integer({ min: 0, max: 9 }).map((value): Filter => ({ field: 'employees', op: 'gte', value })),
    fc.constant<Filter>({ field: 'industry', op: 'unknown' }),
  )
  const rule = fc.option(
    fc.oneof(
      condition,
      fc.array(condition, { minLength: 1, maxLength: 3 }).map(or => ({ or })),
    ),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(rule, fc.integer({ min: -1, max: 3 })), { minLength: 1, maxLength: 4 }),
      fc.array(
        fc.record({
          city: fc.option(fc.constantFrom(...cities)),
          employees: fc.option(fc.integer({ min: 0, max: 9 })),
          fixed: fc.option(fc.integer({ min: 0, max: 3 }), { freq: 3 }),
        }),
        { minLength: 1, maxLength: 8 },
      ),
      async (tree, leads) => {
        admin = await testContext(database)
        const made: string[] = []
        for (const [n, [, parent]] of tree.entries()) made.push(await make(`T${n}`, made[parent] ?? null))
        for (const [n, [lead]] of tree.entries()) await setTerritory(admin, made[n]!, { ...nobody, lead })
        const ids: string[] = []
        for (const [n, { fixed, ...values }] of leads.entries())
          ids.push(
            (
              await createRecord(admin, leadEntity, {
                name: `L${n}`,
                ...values,
                fixedTerritoryId: fixed === null ? null : (made[fixed] ?? null),
              })
            ).id,
          )
        const places = () => Promise.all(ids.map(id => placeOf('lead', id)))
        const written = await places()
        await database.owner`update lead set territory_id = null where workspace_id = ${admin.workspaceId}`
        await placeAnew(admin)
        expect(await places()).toEqual(written)
      },
    ),
    { numRuns: 25 },
  )
}, 60_000)

test('many records are placed by work that may be killed and gone on with anywhere, and newer rules take its place', async () => {
  admin = await testContext(database)
  const [one, two] = [await make('One'), await make('Two')]
  await database.owner`
    insert into lead (id, workspace_id, name, city, status, created_at, updated_at)
    select uuidv7(), ${admin.workspaceId}, 'L' || n, case when n % 2 = 0 then 'Even' else 'Odd' end, 'new', now(), now()
    from generate_series(1, 2500) n`
  await setTerritory(admin, one, { ...nobody, lead: inCity('Even') })
  const first = (await readTerritories(admin)).placing!
  expect([first.state, first.total]).toEqual(['queued', 2500])
  const work = { contextOf: () => Promise.resolve(admin), maxMs: 0 }
  // Each call does a slice, as one that is killed after it.
  for (let slices = 0; slices < 3; slices += 1) expect(await runPlacing(first.id, work)).toBe('running')
  await setTerritory(admin, two, { ...nobody, lead: inCity('Odd') })
  expect(await runPlacing(first.id, work)).toBe('replaced')
  const { id } = (await readTerritories(admin)).placing!
  let state = 'running'
  while (state === 'running') state = await runPlacing(id, work)
  const tree = await readTerritories(admin)
  expect([state, tree.placing?.done, tree.placing?.moved]).toEqual(['done', 2500, 2500 - 1000])
  expect(tree.territories.map(({ records }) => records?.lead)).toEqual([1250, 1250])
  expect(await faultOf(runPlacing('nothing', work))).toMatchObject({ code: 'not_found' })
})

test('who is in a territory sees what lies in it and below by their next request, and no more once they leave it or it goes to the bin', async () => {
  admin = await testContext(database)
  const rep = await testContext(database, { workspaceId: admin.workspaceId, role: 'rep', name: 'Deniz' })
  await updateRole(admin, 'rep', { grants: { lead: { read: 'territory', update: 'own' } } })
  const top = await make('Top')
  const low = await make('Low', top)
  await setTerritory(admin, low, { ...nobody, lead: inCity('Low') })
  await setTerritory(admin, top, { ...nobody, lead: inCity('Top') })
  for (const city of ['Top', 'Low', 'Else'])
    await createRecord(admin, leadEntity, { name: city, city, ownerId: admin.access.memberId })
  expect(await seen(rep)).toEqual([])
  const trial = await tryTerritory(admin, top, {
    customer: null,
    lead: inCity('Top'),
    memberIds: [rep.access.memberId],
  })
  expect([trial.joining, trial.leaving, trial.gaining, trial.losing]).toEqual([0, 0, 1, 0])
  expect(trial.people).toEqual([{ memberId: rep.access.memberId!, name: 'Deniz', gained: 2, lost: 0 }])
  await setTerritory(admin, top, { customer: null, lead: inCity('Top'), memberIds: [rep.access.memberId] })
  expect(await seen(rep)).toEqual(['Low', 'Top'])
  const narrower = await tryTerritory(admin, low, { ...nobody, lead: inCity('Else') })
  expect([narrower.records.lead, narrower.joining, narrower.leaving]).toEqual([1, 1, 1])
  expect(narrower.people).toEqual([{ memberId: rep.access.memberId!, name: 'Deniz', gained: 1, lost: 1 }])
  expect((await faultOf(archiveRecord(admin, territoryEntity, top))).details.rule).toBe('territory.held')
  await archiveRecord(admin, territoryEntity, low)
  expect(await seen(rep)).toEqual(['Top'])
  await restoreRecord(admin, territoryEntity, low)
  expect(await seen(rep)).toEqual(['Low', 'Top'])
  await setTerritory(admin, top, { ...nobody, lead: inCity('Top') })
  expect(await seen(rep)).toEqual([])
})

test('a loop, too many, and a rule that nobody can ask are refused; a rule whose field has gone says so and places nothing', async () => {
  admin = await testContext(database)
  const top = await make('Top')
  const low = await make('Low', top)
  expect((await faultOf(updateRecord(admin, territoryEntity, top, { parentId: low }))).details.rule).toBe(
    'territory.loop',
  )
  expect((await faultOf(make('top'))).code).toBe('conflict')
  const wrong = async (lead: unknown, memberIds: string[] = []) =>
    (await faultOf(setTerritory(admin, top, { ...nobody, lead, memberIds }))).details.problems?.map(
      ({ pointer, code }) => `${pointer} ${code}`,
    )
  expect(await wrong({ field: 'planet', op: 'eq', value: 'x' })).toEqual(['/lead/field unknown_field'])
  expect(await wrong({ field: 'createdAt', op: 'in_last', value: { days: 7 } })).toEqual([
    '/lead wrong_clock',
  ])
  expect(await wrong({ event: 'lead.updated' })).toEqual(['/lead wrong_event'])
  expect(await wrong({ field: 'score', op: 'gt', value: 1 })).toEqual(['/lead/field unknown_field'])
  expect(await wrong(null, [crypto.randomUUID()])).toEqual(['/memberIds/0 reference_missing'])
  expect((await faultOf(setTerritory(admin, crypto.randomUUID(), nobody))).code).toBe('not_found')
  expect((await faultOf(setTerritory(admin, top, nobody, 99 as never))).code).toBe('stale')
  const rep = await testContext(database, { workspaceId: admin.workspaceId, role: 'rep' })
  expect((await faultOf(setTerritory(rep, top, nobody))).code).toBe('forbidden')
  expect((await readTerritories(rep)).territories[0]).toMatchObject({
    records: null,
    lead: null,
    customer: null,
  })
  const stranger = await testContext(database)
  expect((await faultOf(setTerritory(stranger, top, nobody))).code).toBe('not_found')
  await database.owner`
    insert into custom_field (id, workspace_id, entity, key, label, kind, created_at)
    values (uuidv7(), ${admin.workspaceId}, 'lead', 'zone', 'Zone', 'text', now())`
  await setTerritory(admin, top, { ...nobody, lead: { field: 'custom.zone', op: 'eq', value: 'x' } })
  const { territoryId } = await createRecord(admin, leadEntity, { name: 'Z', custom: { zone: 'x' } })
  expect(territoryId).toBe(top)
  await database.owner`delete from custom_field where workspace_id = ${admin.workspaceId}`
  const { territories } = await readTerritories(admin)
  expect(territories.find(({ id }) => id === top)!.faults).toEqual([
    { kind: 'lead', code: 'field_gone', field: 'custom.zone' },
  ])
  expect((await createRecord(admin, leadEntity, { name: 'Y' })).territoryId).toBeNull()
  await database.owner`
    insert into territory (id, workspace_id, name, created_at, updated_at)
    select uuidv7(), ${admin.workspaceId}, 'Many ' || n, now(), now() from generate_series(1, 500) n`
  expect((await faultOf(make('One more'))).details.rule).toBe('territory.too_many')
})
