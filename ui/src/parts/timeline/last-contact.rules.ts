import type { TimelineEvent } from '@sextant/db/events/event.model'

/** A contact of which the record knows the moment, and its timeline has no entry there. */
export interface BareContact {
  at: string
  /** What the activity is called that was moved to that moment. */
  name: string | null
}

/**
 * The last contact of a record where none of its events stands at that moment: a file told it, or an activity was moved to it. Undefined where one does,
 * where the record has none, and where the events read so far do not reach back to it (`more`).
 */
export function bareContact(
  lastActivityAt: string | null | undefined,
  events: readonly Pick<TimelineEvent, 'kind' | 'occurredAt' | 'payload' | 'subject'>[],
  more: boolean,
): BareContact | undefined {
  if (!lastActivityAt) return undefined
  const at = Date.parse(lastActivityAt)
  if (events.some(one => one.kind === 'activity.logged' && Date.parse(one.occurredAt) === at))
    return undefined
  const oldest = events.at(-1)
  if (more && oldest && Date.parse(oldest.occurredAt) > at) return undefined
  const moved = events.find(
    ({ kind, payload }) =>
      kind === 'activity.revised' &&
      typeof payload.occurredAt === 'string' &&
      Date.parse(payload.occurredAt) === at,
  )
  return { at: lastActivityAt, name: typeof moved?.payload.name === 'string' ? moved.payload.name : null }
}

/** Newest-first entries with one more at its place. */
export function placed<E extends { at: string }>(entries: readonly E[], one: E | undefined): readonly E[] {
  if (!one) return entries
  const at = entries.findIndex(entry => Date.parse(entry.at) < Date.parse(one.at))
  return at < 0 ? [...entries, one] : entries.toSpliced(at, 0, one)
}
