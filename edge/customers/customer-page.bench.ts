import { createApiKey } from '@sextant/db/access/create-api-key'
import { activityEntity } from '@sextant/db/activities/activities.entity'
import { contactEntity } from '@sextant/db/contacts/contacts.entity'
import type { Context } from '@sextant/db/core/context'
import type { AnyRecord } from '@sextant/db/core/record.model'
import { customerEntity } from '@sextant/db/customers/customers.entity'
import { dealEntity } from '@sextant/db/deals/deals.entity'
import { write } from '@sextant/db/events/write'
import { pipelineEntity, stageEntity } from '@sextant/db/pipelines/pipelines.entity'
import { createRecord } from '@sextant/db/records/create-record'
import { writeBatch } from '@sextant/db/records/write-batch'
import { type Bench, type BenchRound, p95Of } from '@sextant/db/testing/bench'
import { testContext } from '@sextant/db/testing/test-context'
import { testDatabase } from '@sextant/db/testing/test-database'
import { childServer } from '../testing/child-server'

const loadsInRound = 60
const inBatch = 500
const kinds = ['call', 'email', 'note', 'meeting']

/** A company with five people, five deals and so many activities, each of which is an event of its timeline; its daughter company makes it a group. */
async function customerWith(ctx: Context, events: number): Promise<string> {
  const { id } = await createRecord(ctx, customerEntity, { name: `Customer of ${events}` })
  await createRecord(ctx, customerEntity, { name: `Daughter of ${events}`, parentId: id })
  for (let n = 0; n < 5; n += 1) {
    await createRecord(ctx, contactEntity, { name: `Person ${n}`, customerId: id })
    await createRecord(ctx, dealEntity, {
      name: `Deal ${n}`,
      customerId: id,
      amount: { minor: 100 * n, currency: 'EUR' },
    })
  }
  for (let from = 0; from < events; from += inBatch)
    await write(ctx, to =>
      writeBatch(
        ctx,
        to,
        activityEntity,
        Array.from({ length: Math.min(inBatch, events - from) }, (_, n) => ({
          before: null,
          values: {
            kind: kinds[n % kinds.length],
            name: `Activity ${from + n}`,
            customerId: id,
            occurredAt: new Date(Date.UTC(2026, 0, 1) + (from + n) * 1_800_000).toISOString(),
          } as Partial<AnyRecord>,
        })),
      ),
    )
  return id
}

/** What the page of a customer asks for, beside its frame. */
function requestsOf(id: string): string[] {
  const mine = `customerId:eq:${id}`
  const counted = Object.fromEntries(
    ['deals', 'quotes', 'contacts', 'activities'].map(area => [area, { area, filter: mine, most: 1000 }]),
  )
  const counts = { ...counted, customers: { area: 'customers', filter: `parentId:eq:${id}`, most: 1 } }
  const asked = (path: string, query: Record<string, string>) => `${path}?${new URLSearchParams(query)}`
  return [
    `/crm/customers/${id}?names=true`,
    '/crm/basics',
    asked('/crm/counts', { of: JSON.stringify(counts) }),
    asked(`/crm/customers/${id}/timeline`, { limit: '30', deals: 'true', quotes: 'true' }),
    asked('/crm/deals', {
      filter: mine,
      sort: 'expectedCloseOn',
      fields: 'name,customerId,amount,stageId,status,expectedCloseOn,closedOn,score',
      limit: '200',
      count: 'estimate',
    }),
    asked('/crm/contacts', {
      filter: mine,
      sort: '-lastActivityAt',
      fields: 'name,jobTitle,lastActivityAt',
      limit: '6',
      count: 'estimate',
    }),
    `/crm/customers/${id}/tree`,
  ]
}

export const rows: Bench[] = [
  {
    name: 'customer-page',
    what: 'all requests of the page of a customer with 10,000 events, at once and nothing kept, against one with 100, p95 of the last to come',
    unit: 'ms',
    bar: { atMost: 1.3 },
    rounds: 9,
    async setUp(say): Promise<BenchRound> {
      const database = await testDatabase()
      const ctx = await testContext(database)
      const pipeline = await createRecord(ctx, pipelineEntity, { name: 'Direct', isDefault: true })
      await createRecord(ctx, stageEntity, { name: 'Qualify', kind: 'open', pipelineId: pipeline.id })
      say('writing 10,000 activities of one customer')
      const [large, small] = [await customerWith(ctx, 10_000), await customerWith(ctx, 100)]
      await database.owner`vacuum analyze`
      const { secret } = await createApiKey(ctx, { name: 'bench', role: 'admin' })
      const { appUrl, systemUrl } = database
      const server = await childServer('serve-bench.ts', JSON.stringify({ appUrl, systemUrl, cacheBytes: 0 }))
      const load = (id: string) => {
        const page = requestsOf(id)
        const ask = async (path: string) => {
          const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, {
            headers: { authorization: `Bearer ${secret}` },
          })
          if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
          await answer.arrayBuffer()
        }
        return () => p95Of(loadsInRound, () => Promise.all(page.map(ask)))
      }
      return {
        measure: load(large),
        reference: load(small),
        tearDown: async () => {
          await server.stop()
          await database.drop()
        },
      }
    },
  },
]
