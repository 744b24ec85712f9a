import { activityEntity } from '../activities/activities.entity'
import { contactEntity } from '../contacts/contacts.entity'
import type { Context } from '../core/context'
import { currencyExponent } from '../core/currencies.rules'
import type { Tx } from '../core/database'
import type { Money } from '../core/field.model'
import { customerEntity } from '../customers/customers.entity'
import { dealEntity } from '../deals/deals.entity'
import type { Story, StoryRecord } from '../demo/story.model'
import type { StoryStage } from '../demo/tell-deals'
import { tellStory } from '../demo/tell-story'
import { insertRows, insertStays, lifeOf, toldOf } from '../demo/write-story'
import { appendEvents } from '../events/append-events'
import type { NewEvent } from '../events/event.model'
import type { Write } from '../events/write'
import { leadEntity } from '../leads/leads.entity'
import { productEntity } from '../products/products.entity'
import type { Entity } from '../records/entity'
import type { StoredBulk } from './bulks.queries'

/** Small enough to be there within seconds, large enough that both models have something to learn from. */
const sampleSize = { leads: 400, customers: 100, deals: 240 }

/** The kinds of record of the sample, in the order in which they are made: none leans on a later one, but for what became of a lead. */
export const sampleKinds: readonly Entity[] = [
  productEntity,
  leadEntity,
  customerEntity,
  contactEntity,
  dealEntity,
  activityEntity,
]

interface Sample {
  records: readonly { entity: Entity; record: StoryRecord }[]
  stays: Story['stays']
}

/**
 * The sample data of a job: the same however often it is asked for, for it is drawn from the job's id and its time. Its people are nobody here, so that all is owned by
 * who asked for it.
 */
export async function tellSample(
  tx: Tx,
  { id, createdAt, createdBy }: Pick<StoredBulk, 'id' | 'createdAt' | 'createdBy'>,
): Promise<Sample> {
  const stages = await tx<(StoryStage & { pipelineId: string })[]>`
    select id, name, kind, pipeline_id from stage
    where pipeline_id = (select id from pipeline order by created_at, id limit 1) order by position`
  const hasAll = ['open', 'won', 'lost'].every(kind => stages.some(stage => stage.kind === kind))
  const size = { ...sampleSize, ...(!hasAll && { deals: 0 }) }
  const seed = Number.parseInt(id.slice(-8), 16)
  const told = tellStory(seed, Date.parse(createdAt), stages[0]?.pipelineId ?? '', stages, size)
  const [workspace] = await tx<{ currency: string }[]>`select currency from workspace`
  const people = new Set(told.members.map(member => member.id))
  const story: Story = JSON.parse(
    JSON.stringify(told, (_key, value) => {
      if (typeof value === 'string' && people.has(value)) return createdBy
      return isMoney(value) ? inCurrency(value, workspace!.currency) : value
    }),
  )
  const byKind: Record<string, readonly StoryRecord[]> = {
    product: story.products,
    lead: story.leads,
    customer: story.customers,
    contact: story.contacts,
    deal: story.deals,
    activity: story.activities,
  }
  const records = sampleKinds.flatMap(entity =>
    (byKind[entity.name] ?? []).map(record => ({ entity, record: plain(record) })),
  )
  return { records, stays: story.stays }
}

const isMoney = (value: unknown): value is Money =>
  typeof value === 'object' && value !== null && 'minor' in value && 'currency' in value

/** As many whole units: the workspace need have no rates of other currencies than its own. */
const inCurrency = ({ minor, currency: from }: Money, currency: string): Money => ({
  minor: Math.round(minor * 10 ** (currencyExponent(currency) - currencyExponent(from))),
  currency,
})

/** Without values of fields that the workspace does not have. */
const plain = (record: StoryRecord): StoryRecord => ({
  ...record,
  values: Object.fromEntries(Object.entries(record.values).filter(([key]) => key !== 'custom')),
})

/** Writes the next records of a sample inside the caller's transaction, which has locked its job: they, their events and how far it is are one. */
export async function writeSampleSlice(
  ctx: Context,
  { tx }: Write,
  bulk: StoredBulk,
  size: number,
): Promise<StoredBulk & { finished: boolean }> {
  const { records, stays } = await tellSample(tx, bulk)
  const slice = records.slice(bulk.changed, bulk.changed + size)
  const silent: Context = { ...ctx, cause: { type: 'bulk', id: bulk.id, silent: true } }
  for (const entity of sampleKinds) {
    const some = slice.flatMap(one => (one.entity === entity ? [one.record] : []))
    if (some.length === 0) continue
    await insertRows(tx, entity, ctx.workspaceId, some)
    await appendEvents(
      silent,
      tx,
      some.flatMap(record => madeOf(entity, record)),
    )
    if (entity !== dealEntity) continue
    const ids = new Set(some.map(({ id }) => id))
    await insertStays(
      tx,
      ctx.workspaceId,
      stays.filter(({ dealId }) => ids.has(dealId)),
    )
  }
  const changed = bulk.changed + slice.length
  return { ...bulk, changed, finished: changed >= records.length }
}

/** An activity is told to what it is about, and, so that it can be taken back, as made. */
const madeOf = (entity: Entity, record: StoryRecord): NewEvent[] =>
  entity === activityEntity ? [...lifeOf(entity, record), ...toldOf(entity, record)] : toldOf(entity, record)
