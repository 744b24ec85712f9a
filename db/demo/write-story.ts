import type * as v from 'valibot'
import { activityEntity } from '../activities/activities.entity'
import { activityEvents } from '../activities/activities.events'
import type { ActivityModel } from '../activities/activities.model'
import { related } from '../activities/last-activity'
import { contactEntity } from '../contacts/contacts.entity'
import type { Context } from '../core/context'
import { inWorkspace, type Tx } from '../core/database'
import { uuidv7 } from '../core/ids'
import { customerEntity } from '../customers/customers.entity'
import { dealEntity } from '../deals/deals.entity'
import { appendEvents } from '../events/append-events'
import type { NewEvent } from '../events/event.model'
import { leadEntity } from '../leads/leads.entity'
import { webEvents } from '../leads/leads.events'
import { productEntity } from '../products/products.entity'
import { columnsOf } from '../records/columns'
import type { Entity } from '../records/entity'
import type { Story, StoryRecord } from './story.model'
import { iso } from './tell-leads'

const batch = 2000

/**
 * Writes a told story with its events in one transaction: either the whole company is there or none of it. A workspace that has leads
 * already is left alone.
 */
export async function writeStory(
  ctx: Context,
  story: Story,
  progress: (text: string) => void = () => {},
): Promise<void> {
  await inWorkspace(ctx, async tx => {
    await tx`select 1 from workspace for update`
    const [told] = await tx`select 1 from lead limit 1`
    if (told) return
    await insertPeople(tx, ctx, story)
    for (const [entity, records] of [
      [productEntity, story.products],
      [leadEntity, story.leads],
      [customerEntity, story.customers],
      [contactEntity, story.contacts],
      [dealEntity, story.deals],
      [activityEntity, story.activities],
    ] as const) {
      for (const some of inBatches(records)) {
        await insertRows(tx, entity, ctx.workspaceId, some)
        await appendEvents(
          ctx,
          tx,
          some.flatMap(record => toldOf(entity, record)),
        )
      }
      progress(`${records.length} ${entity.area}`)
    }
    for (const stays of inBatches(story.stays)) await insertStays(tx, ctx.workspaceId, stays)
  })
}

/** How long deals of the story were in their stages. */
export async function insertStays(
  tx: Tx,
  workspaceId: string,
  stays: readonly Story['stays'][number][],
): Promise<void> {
  const rows = stays.map(stay => ({
    id: uuidv7(),
    workspace_id: workspaceId,
    deal_id: stay.dealId,
    stage_id: stay.stageId,
    entered_at: iso(stay.entered),
    left_at: iso(stay.left),
    moved_by: stay.by,
  }))
  await tx`insert into deal_stage_history select * from jsonb_populate_recordset(null::deal_stage_history, ${tx.json(rows as never)})`
}

async function insertPeople(
  tx: Tx,
  { workspaceId, clock }: Context,
  { teams, members }: Story,
): Promise<void> {
  await tx`insert into team ${tx(teams.map(({ id, name, country }) => ({ id, workspace_id: workspaceId, name, country })))}`
  const rows = members.map(({ id, name, email, role, teamId }) => ({
    id,
    workspace_id: workspaceId,
    name,
    email,
    role,
    team_id: teamId,
    created_at: clock().toISOString(),
  }))
  await tx`insert into member ${tx(rows)} on conflict (id) do nothing`
}

/** The rows of told records of one kind; their events are the caller's to write. */
export async function insertRows(
  tx: Tx,
  entity: Entity,
  workspaceId: string,
  records: readonly StoryRecord[],
): Promise<void> {
  const rows = records.map(({ id, at, updatedAt, by, values }) => ({
    id,
    workspace_id: workspaceId,
    version: 1,
    ...columnsOf(entity, values, values),
    custom: values.custom ?? {},
    created_at: iso(at),
    updated_at: iso(updatedAt),
    created_by: by,
  }))
  await tx`insert into ${tx(entity.name)} select * from jsonb_populate_recordset(null::${tx(entity.name)}, ${tx.json(rows as never)})`
}

/** What a record's life would have left in the log: its making as it was then, its changes, and its place on others' timelines. */
export function toldOf(entity: Entity, record: StoryRecord): NewEvent[] {
  return entity.name === 'activity' ? loggedOn(record) : lifeOf(entity, record)
}

/** The making of a record as it was then, and its changes since. */
export function lifeOf({ events, model }: Entity, record: StoryRecord): NewEvent[] {
  const { id, history, visits = [] } = record
  const first: Record<string, unknown> = {}
  for (const { before } of [...history].reverse()) Object.assign(first, before)
  const { custom, ...values } = record.values
  const after = Object.fromEntries(
    Object.entries({ ...values, ...first }).filter(
      ([key, value]) => value != null && !model.fields[key]!.traits.afterwards && key !== 'lastActivityAt',
    ),
  )
  for (const [key, value] of Object.entries(custom ?? {})) after[`custom.${key}`] = value
  return [
    events.created(id, { version: 1 }, { occurredAt: iso(record.at)!, after }),
    ...history.map(({ at, ...change }) =>
      events.updated(id, { version: 1 }, { occurredAt: iso(at)!, ...change }),
    ),
    ...visits.map(({ at, ...visit }) => webEvents.visited(id, visit, { occurredAt: iso(at)! })),
  ]
}

function loggedOn({ id: activityId, values }: StoryRecord): NewEvent[] {
  const { occurredAt, kind, name, direction, outcome } = values as v.InferOutput<typeof ActivityModel.Create>
  if (!occurredAt) return []
  return Object.entries(related).flatMap(([field, type]) => {
    const id = values[field]
    const said = { activityId, kind, name, direction: direction ?? null, outcome: outcome ?? null }
    return typeof id === 'string' ? [activityEvents.logged({ type, id }, said, { occurredAt })] : []
  })
}

function* inBatches<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += batch) yield all.slice(at, at + batch)
}
