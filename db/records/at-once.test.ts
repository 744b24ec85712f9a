import { afterAll, beforeAll, expect, test } from 'bun:test'
import { activityEntity } from '../activities/activities.entity'
import type { Context } from '../core/context'
import type { AnyRecord } from '../core/record.model'
import { customerEntity } from '../customers/customers.entity'
import { dealEntity } from '../deals/deals.entity'
import { moveDeal } from '../deals/move-deal'
import { write } from '../events/write'
import { leadEntity } from '../leads/leads.entity'
import { pipelineEntity, stageEntity } from '../pipelines/pipelines.entity'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { archiveRecord } from './archive-record'
import { createRecord } from './create-record'
import { lockRecord } from './read-record'
import { changeRecord, updateRecord } from './update-record'

let database: TestDatabase
let ctx: Context
let pipeline: AnyRecord
let open: AnyRecord
let won: AnyRecord
beforeAll(async () => {
  database = await testDatabase()
  ctx = await testContext(database)
  pipeline = await createRecord(ctx, pipelineEntity, { name: 'Busy', isDefault: true })
  const stage = (name: string, kind: string) =>
    createRecord(ctx, stageEntity, { name, kind, pipelineId: pipeline.id })
  open = await stage('Open', 'open')
  won = await stage('Won', 'won')
})
afterAll(() => database.drop())

const rejections = (outcomes: PromiseSettledResult<unknown>[]) =>
  outcomes.flatMap(outcome => (outcome.status === 'rejected' ? [outcome.reason] : []))

test('two that lock the same records in opposite order both get through, and each change is told once', async () => {
  const one = await createRecord(ctx, leadEntity, { name: 'One' })
  const two = await createRecord(ctx, leadEntity, { name: 'Two' })
  let waiting = 0
  let bothHold = () => {}
  const held = new Promise<void>(resolve => (bothHold = resolve))
  const both = (city: string, ...ids: string[]) =>
    write(ctx, async to => {
      for (const id of ids) {
        const before = (await lockRecord(to.tx, leadEntity, id))!
        await changeRecord(ctx, to, leadEntity, before, { city })
        if (++waiting === 2) bothHold()
        await held
      }
    })
  expect(
    rejections(await Promise.allSettled([both('Riga', one.id, two.id), both('Oslo', two.id, one.id)])),
  ).toEqual([])
  for (const { id } of [one, two]) {
    const events = await database.owner`
      select payload ->> 'version' as version from event where subject_id = ${id} and kind = 'lead.updated' order by seq`
    expect(events.map(({ version }) => version)).toEqual(['2', '3'])
  }
}, 30_000)

test('a deal that is won while calls about it and its customer are logged does not stop either', async () => {
  const customer = await createRecord(ctx, customerEntity, { name: 'Much called' })
  const deals = await Promise.all(
    Array.from({ length: 6 }, (_, n) =>
      createRecord(ctx, dealEntity, { name: `Deal ${n}`, customerId: customer.id, stageId: open.id }),
    ),
  )
  const work = deals.flatMap(({ id }) => [
    moveDeal(ctx, id, { stageId: won.id }),
    createRecord(ctx, activityEntity, { kind: 'call', name: 'Called', customerId: customer.id, dealId: id }),
  ])
  expect(rejections(await Promise.allSettled(work))).toEqual([])
}, 30_000)

test('cards dropped at once into one gap each keep a place of their own', async () => {
  const column = await createRecord(ctx, stageEntity, {
    name: 'Crowded',
    kind: 'open',
    pipelineId: pipeline.id,
  })
  const deals: AnyRecord[] = []
  for (let n = 0; n < 8; n += 1)
    deals.push(await createRecord(ctx, dealEntity, { name: `Card ${n}`, stageId: column.id }))
  const [top, ...rest] = deals
  for (let round = 0; round < 8; round += 1) {
    const drops = rest.map(({ id }) => moveDeal(ctx, id, { stageId: column.id, above: top!.id }))
    expect(rejections(await Promise.allSettled(drops))).toEqual([])
  }
  await moveDeal(ctx, rest[0]!.id, { stageId: column.id, above: top!.id })
  const order = await database.owner`
    select id from deal where stage_id = ${column.id} and deleted_at is null order by position, id`
  expect(order.slice(0, 2).map(({ id }) => id)).toEqual([top!.id, rest[0]!.id])
}, 30_000)

test('no deal slips into a stage or pipeline that goes to the bin at the same moment', async () => {
  for (let round = 0; round < 12; round += 1) {
    const { id: pipelineId } = await createRecord(ctx, pipelineEntity, { name: `Going ${round}` })
    const stage = await createRecord(ctx, stageEntity, { name: 'Going', kind: 'open', pipelineId })
    const gone =
      round % 2 ? archiveRecord(ctx, stageEntity, stage.id) : archiveRecord(ctx, pipelineEntity, pipelineId)
    await Promise.allSettled([createRecord(ctx, dealEntity, { name: 'Late', stageId: stage.id }), gone])
  }
  const lost = await database.owner`
    select d.name from deal d join stage s on s.id = d.stage_id join pipeline p on p.id = s.pipeline_id
    where d.deleted_at is null and (s.deleted_at is not null or p.deleted_at is not null)`
  expect(lost).toHaveLength(0)
}, 30_000)

test('changes of different fields at once are all kept', async () => {
  const lead = await createRecord(ctx, leadEntity, { name: 'Much changed' })
  const changes = [
    { city: 'Riga' },
    { country: 'LV' },
    { employees: 12 },
    { industry: 'logistics' },
    { phone: '+371 6700 0000' },
  ]
  await Promise.all(changes.map(change => updateRecord(ctx, leadEntity, lead.id, change)))
  const [row] =
    await database.owner`select city, country, employees, industry, phone, version from lead where id = ${lead.id}`
  expect(row).toMatchObject({
    city: 'Riga',
    country: 'LV',
    industry: 'logistics',
    phone: '+371 6700 0000',
    version: 6,
  })
}, 30_000)

test('two companies that become part of each other at once do not go round in a circle', async () => {
  for (let round = 0; round < 6; round += 1) {
    const [one, two, three] = await Promise.all(
      ['One', 'Two', 'Three'].map(name => createRecord(ctx, customerEntity, { name: `${name} ${round}` })),
    )
    const part = (child: AnyRecord, parent: AnyRecord) =>
      updateRecord(ctx, customerEntity, child.id, { parentId: parent.id })
    const outcomes = await Promise.allSettled([part(one!, two!), part(two!, three!), part(three!, one!)])
    expect(rejections(outcomes)).toMatchObject([{ details: { rule: 'customer.own_ancestor' } }])
  }
}, 30_000)
