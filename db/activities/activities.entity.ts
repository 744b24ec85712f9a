import { refused } from '../core/errors'
import type { AnyRecord } from '../core/record.model'
import type { Write } from '../core/write'
import { areas } from '../records/areas.model'
import type { Entity } from '../records/entity'
import { activityKeys } from './activities.keys'
import { ActivityModel } from './activities.model'

export const activityEntity: Entity = {
  name: 'activity',
  area: areas.activity,
  model: ActivityModel,
  keys: activityKeys,
  titleField: 'name',
  prepare: async (ctx, _write, { before, values }) => {
    const kind = values.kind ?? before?.kind
    // A task happens when it is done; anything else happened now unless it says when.
    if (!before && kind !== 'task') values.occurredAt ??= ctx.clock().toISOString()
    if (kind === 'task' && values.doneAt) values.occurredAt ??= values.doneAt
    const minutes = values.durationMinutes as number | null | undefined
    if (minutes != null && minutes < 0)
      throw refused('activity.duration', 'A duration is not negative.', { minutes })
  },
  settle: async (_ctx, write, before, after) => {
    const happened = (activity: AnyRecord | null) =>
      activity !== null && typeof activity.occurredAt === 'string'
    if (happened(after)) await tellRelated(write, happened(before) ? before : null, after)
  },
}

/** In the order in which other verbs lock them: a deal that is won goes on to its customer. */
const related = { leadId: 'lead', dealId: 'deal', contactId: 'contact', customerId: 'customer' } as const

/** Puts the activity on the timeline of each record it is about now and was not, and moves their last activity forward. */
async function tellRelated(
  { tx, emit }: Write,
  before: AnyRecord | null,
  activity: AnyRecord,
): Promise<void> {
  const occurredAt = activity.occurredAt as string
  for (const [field, subjectType] of Object.entries(related)) {
    const subjectId = activity[field]
    if (typeof subjectId !== 'string' || subjectId === before?.[field]) continue
    await tx`update ${tx(subjectType)} set last_activity_at = greatest(last_activity_at, ${occurredAt}::timestamptz) where id = ${subjectId}`
    emit({
      kind: 'activity.logged',
      subjectType,
      subjectId,
      occurredAt,
      payload: {
        activityId: activity.id,
        kind: activity.kind,
        name: activity.name,
        direction: activity.direction,
        outcome: activity.outcome,
      },
    })
  }
}
