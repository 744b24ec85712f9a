import { refused } from '../core/errors'
import type { AnyRecord } from '../core/record.model'
import type { Write } from '../core/write'
import type { Entity } from '../records/entity'
import { activityKeys } from './activities.keys'
import { ActivityModel } from './activities.model'

export const activityEntity: Entity = {
  name: 'activity',
  area: 'activities',
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
    if (happened(after) && !happened(before)) await tellRelated(write, after)
  },
}

const related = { leadId: 'lead', customerId: 'customer', contactId: 'contact', dealId: 'deal' } as const

/** Puts the activity on the timeline of each record it is about, and moves their last activity forward. */
async function tellRelated({ tx, emit }: Write, activity: AnyRecord): Promise<void> {
  const occurredAt = activity.occurredAt as string
  for (const [field, subjectType] of Object.entries(related)) {
    const subjectId = activity[field]
    if (typeof subjectId !== 'string') continue
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
