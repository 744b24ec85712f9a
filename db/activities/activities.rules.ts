import { type By, type Change, type Refusal, refusal } from '../records/change.model'
import type { Activity } from './activities.model'

/** When an activity happened follows from its kind and from whether it is done. */
export function happen({ before, values }: Change<Activity>, _facts: unknown, by: By): Refusal | undefined {
  if (by.putsBack || values.deletedAt !== undefined) return
  const kind = values.kind ?? before?.kind
  // A task happens when it is done; anything else happened when it was done, or now, unless it says when.
  if (!before && kind !== 'task') values.occurredAt ??= values.doneAt ?? by.now
  if (kind === 'task' && values.doneAt) values.occurredAt ??= values.doneAt
  // One that is to be done again has not happened.
  if (kind === 'task' && values.doneAt === null && values.occurredAt === undefined) values.occurredAt = null
  const minutes = values.durationMinutes
  if (minutes != null && minutes < 0)
    return refusal('activity.duration', 'A duration is not negative.', { minutes }, 'durationMinutes')
}
