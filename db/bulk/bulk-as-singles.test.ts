import { afterAll, beforeAll, expect, test } from 'bun:test'
import fc from 'fast-check'
import { contactEntity } from '../contacts/contacts.entity'
import type { Context } from '../core/context'
import { Fault } from '../core/errors'
import type { AnyRecord } from '../core/record.model'
import { customerEntity } from '../customers/customers.entity'
import { dealEntity } from '../deals/deals.entity'
import { leadEntity } from '../leads/leads.entity'
import { leadStatuses } from '../leads/leads.model'
import { pipelineEntity, stageEntity } from '../pipelines/pipelines.entity'
import { productEntity } from '../products/products.entity'
import { archiveRecord, restoreRecord } from '../records/archive-record'
import { createRecord } from '../records/create-record'
import type { Entity } from '../records/entity'
import { updateRecord } from '../records/update-record'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { scratchBulk } from './scratch-bulk'

let database: TestDatabase
let ctx: Context
let bulk: ReturnType<typeof scratchBulk>
const stages: string[] = []
const customers: string[] = []
beforeAll(async () => {
  database = await testDatabase()
  ctx = await testContext(database)
  bulk = scratchBulk(database, ctx)
  const { id: pipelineId } = await createRecord(ctx, pipelineEntity, { name: 'Sales', isDefault: true })
  for (const kind of ['open', 'open', 'won', 'lost'])
    stages.push((await createRecord(ctx, stageEntity, { name: `S ${stages.length}`, kind, pipelineId })).id)
  for (const name of ['Alpha', 'Beta']) customers.push((await createRecord(ctx, customerEntity, { name })).id)
})
afterAll(() => database.drop())

const n = fc.nat(5)
/** How a record of the kind begins, and what is then set in all of them, by drawn numbers. */
const kinds: [Entity, (a: number, b: number) => object, (a: number, b: number) => object][] = [
  [
    leadEntity,
    a => ({ status: leadStatuses.filter(status => status !== 'converted')[a % 5] }),
    (a, b) => ({ status: leadStatuses[a], city: `City ${b}`, value: { minor: b, currency: 'EUR' } }),
  ],
  [
    dealEntity,
    (a, b) => ({
      stageId: stages[a % 4],
      closeReason: a % 4 === 3 ? 'Price' : undefined,
      customerId: customers[b % 2],
    }),
    a => ({ stageId: stages[a % 4] }),
  ],
  [
    contactEntity,
    (_, b) => ({ customerId: customers[b % 2] }),
    a => ({ customerId: customers[a % 2], jobTitle: `T ${a}` }),
  ],
  [
    customerEntity,
    a => ({ city: `City ${a}` }),
    (a, b) => ({ city: `City ${a}`, parentId: customers[b % 2] }),
  ],
  [productEntity, a => ({ active: a % 2 === 0 }), a => ({ active: a % 2 === 0, description: `D ${a}` })],
]

for (const [entity, start, set] of kinds)
  test(`of ${entity.area} a bulk change comes to what single writes come to, and its undo to what was`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(n, n, fc.boolean()), { minLength: 3, maxLength: 6 }),
        n,
        n,
        fc.constantFrom('update', 'archive', 'restore'),
        async (drawn, a, b, verb) => {
          const found = async () => {
            const ids: string[] = []
            for (const [at, [x, y, binned]] of drawn.entries()) {
              const { id } = await createRecord(ctx, entity, { name: `R ${at}`, ...start(x, y) })
              if (binned) await archiveRecord(ctx, entity, id)
              ids.push(id)
            }
            return ids
          }
          const [one, many] = [await found(), await found()]
          const values = set(a, b)
          const refusals: (string | undefined)[] = []
          for (const id of one)
            refusals.push(
              await (verb === 'update'
                ? updateRecord(ctx, entity, id, values)
                : verb === 'archive'
                  ? archiveRecord(ctx, entity, id)
                  : restoreRecord(ctx, entity, id)
              ).then(() => undefined, refusalOf),
            )
          const before = await bulk.all(entity)
          const done = await bulk.ask({
            entity: entity.name,
            verb,
            ids: many,
            ...(verb === 'update' ? { values } : {}),
          })
          const after = await bulk.all(entity)
          expect(many.map(id => plain(after[id]!))).toEqual(one.map(id => plain(after[id]!)))
          const named = new Map(
            (await bulk.faults(done.id)).map(fault => [fault.subjectId, fault.rule ?? fault.code]),
          )
          expect(many.map(id => named.get(id))).toEqual(refusals)
          const { changed, same, refused } = done.counts
          expect([changed + same + refused, refused]).toEqual([many.length, refusals.filter(Boolean).length])
          expect(await bulk.undo(done.id)).toMatchObject({ undo: { undone: changed, kept: 0 } })
          expect(await bulk.all(entity)).toEqual(before)
        },
      ),
      { numRuns: 6, endOnFailure: true },
    )
  }, 60_000)

function refusalOf(error: unknown): string {
  if (!(error instanceof Fault)) throw error
  return error.details.rule ?? error.details.problems?.[0]?.code ?? error.code
}

/** What does not tell of the moment, or of which of two twins it is. */
function plain(row: AnyRecord) {
  const { id: _, position: _position, ...rest } = row
  return Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, key.endsWith('_at') ? value !== null : value]),
  )
}
