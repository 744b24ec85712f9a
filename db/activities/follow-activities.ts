import type { Context } from '../core/context'
import { instantMs } from '../core/field.model'
import type { NewEvent } from '../events/event.model'
import type { Write } from '../events/write'
import type { By, Step } from '../records/change.model'
import { activityEvents } from './activities.events'
import type { Activity } from './activities.model'
import { findLastActivity, type Related, related } from './last-activity'

/** A record and a moment, as JSON has them. */
interface Moment {
  id: string
  at: string
}

/** What changes of activities mean for the records of one kind that they are about. */
interface Followed {
  /** Something happened: the last activity is then or later. */
  happened: Moment[]
  /** What happened then is about something else now, at another time, or in the bin: the last activity has to be looked for. */
  lost: Moment[]
  events: NewEvent[]
}

/**
 * Puts activities on the timelines of the records they are about and keeps the `lastActivityAt` of those right, whether an activity is new, changed, moved,
 * archived or restored: two statements per kind of record for all steps. The steps are written already.
 */
export async function followActivities(
  ctx: Context,
  { tx, emit, send }: Write,
  steps: readonly Step<Activity>[],
  by: By,
): Promise<void> {
  for (const [field, subjectType] of Object.entries(related) as [keyof typeof related, Related][]) {
    const followed: Followed = { happened: [], lost: [], events: [] }
    for (const step of steps) follow(step, field, subjectType, followed)
    const { happened, lost } = followed
    if (happened.length)
      send(tx`
        update ${tx(subjectType)} t set last_activity_at = greatest(t.last_activity_at, r.at)
        from (select id, max(at) as at from jsonb_to_recordset(${tx.json(happened as never)}) as a(id uuid, at timestamptz) group by id) r
        where t.id = r.id`)
    if (lost.length)
      await findLastActivity(
        ctx,
        tx,
        subjectType,
        lost.map(({ id }) => id),
        by,
      )
    emit(...followed.events)
  }
}

function follow(
  { before, after }: Step<Activity>,
  field: keyof typeof related,
  subjectType: Related,
  { happened, lost, events }: Followed,
): void {
  const was = before && momentOf(before, field)
  const is = momentOf(after, field)
  const stays = was?.id === is?.id
  const { id: activityId, kind, name, direction, outcome } = after
  const revised = (id: string, occurredAt: string | null) =>
    events.push(activityEvents.revised({ type: subjectType, id }, { activityId, kind, name, occurredAt }))
  if (was && !(is && stays)) {
    lost.push(was)
    revised(was.id, null)
  }
  if (!is) return
  if (was && stays) {
    const later = instantMs(is.at) - instantMs(was.at)
    if (later === 0) return
    if (later > 0) happened.push(is)
    else lost.push(was)
    return void revised(is.id, is.at)
  }
  happened.push(is)
  // What comes back from the bin is on the timeline already.
  if (before?.deletedAt) return void revised(is.id, is.at)
  events.push(
    activityEvents.logged(
      { type: subjectType, id: is.id },
      { activityId, kind, name, direction, outcome },
      { occurredAt: is.at },
    ),
  )
}

/** When something happened with the record that the field refers to; undefined when nothing did, or when it is in the bin. */
function momentOf(activity: Activity, field: keyof typeof related): Moment | undefined {
  const { occurredAt: at, deletedAt, [field]: id } = activity
  return typeof at === 'string' && typeof id === 'string' && !deletedAt ? { id, at } : undefined
}
