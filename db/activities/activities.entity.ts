import { areas } from '../core/areas.model'
import { refused } from '../core/errors'
import type { Entity } from '../records/entity'
import { activityEvents } from './activities.events'
import { activityKeys } from './activities.keys'
import { ActivityModel } from './activities.model'
import { followActivities } from './follow-activities'

export const activityEntity: Entity = {
  name: 'activity',
  area: areas.activity,
  model: ActivityModel,
  events: activityEvents,
  keys: activityKeys,
  titleField: 'name',
  prepare: async (ctx, _write, { before, values }) => {
    const kind = values.kind ?? before?.kind
    // A task happens when it is done; anything else happened now unless it says when.
    if (!before && kind !== 'task') values.occurredAt ??= ctx.clock().toISOString()
    if (kind === 'task' && values.doneAt) values.occurredAt ??= values.doneAt
    // One that is to be done again has not happened.
    if (kind === 'task' && values.doneAt === null && values.occurredAt === undefined) values.occurredAt = null
    const minutes = values.durationMinutes as number | null | undefined
    if (minutes != null && minutes < 0)
      throw refused('activity.duration', 'A duration is not negative.', { minutes })
  },
  settle: async (ctx, { tx, emit }, before, after) =>
    emit(...(await followActivities(ctx, tx, [{ before, after }]))),
}
