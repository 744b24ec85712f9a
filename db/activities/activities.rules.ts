import { instantMs } from '../core/field.model'
import { type By, type Change, type Refusal, refusal } from '../records/change.model'
import type { Activity } from './activities.model'
import { isAppointment, plan } from './plan.rules'
import { checkRepeat } from './repeat.rules'

/** Of each change of a batch, by its place: somebody it mentions who may not see what it is about. */
export interface MentionFacts {
  unseen: ReadonlyMap<number, string>
}

/** When an activity happened follows from its kind, from when it is planned, and from whether it is done. */
export function happen(change: Change<Activity>, { unseen }: MentionFacts, by: By): Refusal | undefined {
  const { before, values, told } = change
  if (by.putsBack || values.deletedAt !== undefined) return
  const minutes = values.durationMinutes
  if (minutes != null && minutes < 0)
    return refusal('activity.duration', 'A duration is not negative.', { minutes }, 'durationMinutes')
  const name = unseen.get(change.at)
  if (name !== undefined)
    return refusal(
      'activity.mention_unseen',
      `${name} may not see what this is about, so a mention would not reach them.`,
      { name },
      'body',
    )
  const refused = plan(change) ?? checkRepeat(change) ?? checkReminder(change, by)
  if (refused) return refused
  const kind = values.kind ?? before?.kind
  // What is planned has not happened; its time is noted when it has come.
  const waits =
    isAppointment(kind) &&
    typeof values.startsAt === 'string' &&
    instantMs(values.startsAt) > instantMs(by.now)
  if (isAppointment(kind) && typeof values.startsAt === 'string' && told.occurredAt === undefined)
    values.occurredAt = waits ? null : values.startsAt
  // A task happens when it is done; anything else happened when it was done, or now, unless it says when.
  if (!before && kind !== 'task' && !waits) values.occurredAt ??= values.doneAt ?? by.now
  if (kind === 'task' && values.doneAt) values.occurredAt ??= values.doneAt
  // One that is to be done again has not happened.
  if (kind === 'task' && values.doneAt === null && values.occurredAt === undefined) values.occurredAt = null
}

/** A hand asks to be reminded of nothing in the past; what a file tells of it is kept, and reminds nobody. */
function checkReminder({ values }: Change<Activity>, by: By): Refusal | undefined {
  if (by.tellsHistory || !values.remindAt || instantMs(values.remindAt) > instantMs(by.now)) return
  return refusal('activity.remind_past', 'A reminder is later than now.', {}, 'remindAt')
}
