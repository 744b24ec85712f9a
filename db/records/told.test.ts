import { afterAll, beforeAll, expect, test } from 'bun:test'
import fc from 'fast-check'
import { contactEntity } from '../contacts/contacts.entity'
import type { Context } from '../core/context'
import { Fault } from '../core/errors'
import type { AnyRecord } from '../core/record.model'
import { customerEntity } from '../customers/customers.entity'
import { dealEntity } from '../deals/deals.entity'
import { moveDeal } from '../deals/move-deal'
import { defineField } from '../fields/define-field'
import { convertLead } from '../leads/convert-lead'
import { leadEntity } from '../leads/leads.entity'
import { pipelineEntity, stageEntity } from '../pipelines/pipelines.entity'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { archiveRecord, restoreRecord } from './archive-record'
import { derivedOf } from './columns'
import { createRecord } from './create-record'
import type { Entity } from './entity'
import { readRecord } from './read-record'
import { updateRecord } from './update-record'

let database: TestDatabase
let ctx: Context
beforeAll(async () => {
  database = await testDatabase()
  ctx = await testContext(database)
  for (const entity of ['lead', 'deal'])
    for (const [key, kind] of [
      ['fleet', 'integer'],
      ['region', 'text'],
    ])
      await defineField(ctx, { entity, key, label: key, kind })
})
afterAll(() => database.drop())

const textOrNone = fc.option(fc.constantFrom('Riga', 'Oslo', ' محمد ', '😀'), { nil: null })
const amount = fc.option(fc.record({ minor: fc.integer(), currency: fc.constantFrom('EUR', 'SAR') }), {
  nil: null,
})
const custom = fc.record(
  { fleet: fc.option(fc.nat(9), { nil: null }), region: textOrNone },
  { requiredKeys: [] },
)
const changes = {
  lead: fc.record(
    {
      status: fc.constantFrom('new', 'working', 'qualified', 'nurture', 'disqualified'),
      statusReason: textOrNone,
      city: textOrNone,
      value: amount,
      emailConsent: fc.boolean(),
      receivedOn: fc.constantFrom('2026-01-02', null),
      custom,
    },
    { requiredKeys: [] },
  ),
  deal: fc.record(
    {
      name: fc.constantFrom('A', 'B'),
      amount,
      note: textOrNone,
      expectedCloseOn: fc.constantFrom('2026-01-02', null),
      custom,
    },
    { requiredKeys: [] },
  ),
}

type Act =
  | { act: 'update'; values: object }
  | { act: 'archive' | 'restore' | 'convert' | 'default' }
  | { act: 'move'; to: number }
const acts = (entity: 'lead' | 'deal'): fc.Arbitrary<Act[]> =>
  fc.array(
    fc.oneof(
      { weight: 5, arbitrary: changes[entity].map(values => ({ act: 'update' as const, values })) },
      {
        weight: 2,
        arbitrary: fc.record({
          act: fc.constantFrom('archive' as const, 'restore' as const, 'default' as const),
        }),
      },
      entity === 'lead'
        ? { weight: 1, arbitrary: fc.constant({ act: 'convert' as const }) }
        : { weight: 4, arbitrary: fc.nat(3).map(to => ({ act: 'move' as const, to })) },
    ),
    { minLength: 1, maxLength: 8 },
  )

/** What the rules refuse is no matter here: nothing is told of it, which the versions show. */
const tried = async (work: Promise<unknown>): Promise<void> => {
  await work.catch(error => {
    if (!(error instanceof Fault)) throw error
  })
}

/** That the log, from its beginning, says of the record just what is there now, and of each step what it changed. */
async function expectTold(entity: Entity, id: string): Promise<void> {
  const record = JSON.parse((await readRecord(ctx, entity, id)).body) as AnyRecord
  const events = await database.owner<
    { kind: string; before: object | null; after: object | null; payload: { version?: number } }[]
  >`
    select kind, before, after, payload from event where subject_id = ${id} and kind like ${`${entity.name}.%`} order by seq`
  const state: Record<string, unknown> = {}
  for (const [n, { before, after, payload }] of events.entries()) {
    expect(payload.version).toBe(n + 1)
    const known = Object.fromEntries(Object.keys(before ?? {}).map(key => [key, state[key] ?? null]))
    expect(before ?? {}).toEqual(known)
    for (const [key, value] of Object.entries(after ?? {})) {
      expect([key, value]).not.toEqual([key, state[key] ?? null])
      state[key] = value
    }
  }
  expect(record.version).toBe(events.length)
  const fields = Object.keys(entity.model.fields).filter(key => !derivedOf(entity).includes(key))
  for (const key of fields) expect([key, state[key] ?? null]).toEqual([key, record[key] as never])
  for (const key of ['fleet', 'region'])
    expect(state[`custom.${key}`] ?? null).toBe((record.custom[key] ?? null) as never)
  expect(state.deletedAt ?? null).toEqual(record.deletedAt)
}

test('the log tells of a lead, and of what its conversion makes, all that ever happened to them', async () => {
  await createRecord(ctx, stageEntity, {
    name: 'In',
    kind: 'open',
    pipelineId: (await createRecord(ctx, pipelineEntity, { name: 'Told', isDefault: true })).id,
  })
  await fc.assert(
    fc.asyncProperty(acts('lead'), async steps => {
      const { id } = await createRecord(ctx, leadEntity, { name: 'Told', company: crypto.randomUUID() })
      let made: { customerId: string; contactId: string; dealId: string | null } | undefined
      for (const step of steps) {
        if (step.act === 'update') await tried(updateRecord(ctx, leadEntity, id, step.values))
        if (step.act === 'archive') await tried(archiveRecord(ctx, leadEntity, id))
        if (step.act === 'restore') await tried(restoreRecord(ctx, leadEntity, id))
        if (step.act === 'convert') await tried(convertLead(ctx, id, {}).then(done => (made = done)))
      }
      await expectTold(leadEntity, id)
      if (!made) return
      await expectTold(customerEntity, made.customerId)
      await expectTold(contactEntity, made.contactId)
      await expectTold(dealEntity, made.dealId!)
    }),
    { numRuns: 40 },
  )
}, 30_000)

test('the log tells of a deal, its customer and its pipeline all that ever happened to them', async () => {
  await fc.assert(
    fc.asyncProperty(acts('deal'), async steps => {
      const pipeline = await createRecord(ctx, pipelineEntity, { name: 'P' })
      const stages: AnyRecord[] = []
      for (const kind of ['open', 'open', 'won', 'lost'])
        stages.push(await createRecord(ctx, stageEntity, { name: kind, kind, pipelineId: pipeline.id }))
      const customer = await createRecord(ctx, customerEntity, { name: crypto.randomUUID() })
      const { id } = await createRecord(ctx, dealEntity, {
        name: 'Told',
        customerId: customer.id,
        stageId: stages[0]!.id,
      })
      for (const step of steps) {
        if (step.act === 'update') await tried(updateRecord(ctx, dealEntity, id, step.values))
        if (step.act === 'archive') await tried(archiveRecord(ctx, dealEntity, id))
        if (step.act === 'restore') await tried(restoreRecord(ctx, dealEntity, id))
        if (step.act === 'default')
          await tried(updateRecord(ctx, pipelineEntity, pipeline.id, { isDefault: true }))
        if (step.act === 'move')
          await tried(
            moveDeal(ctx, id, { stageId: stages[step.to]!.id, closeReason: step.to > 1 ? 'Why' : undefined }),
          )
      }
      await expectTold(dealEntity, id)
      await expectTold(customerEntity, customer.id)
      for (const stage of stages) await expectTold(stageEntity, stage.id)
      const pipelines = await database.owner`select id from pipeline where workspace_id = ${ctx.workspaceId}`
      for (const { id } of pipelines.slice(-3)) await expectTold(pipelineEntity, id)
      const stays = await database.owner`
        select stage_id, entered_at, left_at from deal_stage_history where deal_id = ${id} order by entered_at, left_at nulls last`
      expect(stays.filter(({ leftAt }) => leftAt === null)).toHaveLength(1)
    }),
    { numRuns: 30 },
  )
}, 30_000)
