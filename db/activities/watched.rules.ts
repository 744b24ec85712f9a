import type { ObjectName } from '../core/grants.rules'
import type { LoggedEvent } from '../events/event.model'

/** What can happen with a watched record, as far as it is told to who watches it. */
export const watchedThings = [
  'changed',
  'activity',
  'archived',
  'restored',
  'converted',
  'shared',
  'more',
] as const
type Thing = (typeof watchedThings)[number]

/** What happened, without any value: which fields changed, what else, and who did it. */
export interface Told {
  things: Thing[]
  fields: string[]
  people: string[]
}

/** A notice of a watched record that others may still join. */
export interface Gathered {
  since: number
  at: number
  told: Told
  eventIds: string[]
}

/** What happens within so long of the first is one notice. */
export const gatherMs = 10 * 60_000
/** So many events are one notice at most. */
export const mostGathered = 200
const mostPeople = 20

type Happened = Pick<LoggedEvent, 'id' | 'kind' | 'actor' | 'onBehalfOf' | 'before' | 'after' | 'recordedAt'>

/** Whether somebody did it themselves, or had it done. */
export const isOwn = (
  { actor, onBehalfOf }: Pick<Happened, 'actor' | 'onBehalfOf'>,
  memberId: string,
): boolean => actor.id === memberId || onBehalfOf === memberId

/** Kinds of event of which watchers are not told: what models and clocks work out goes on all the time. */
export const isTold = (kind: string): boolean => !kind.endsWith('.scored') && !kind.startsWith('response.')

/** Keys of the fields that an event changed; the workspace's own as `custom.<key>`. */
function changedKeys({ before, after }: Pick<Happened, 'before' | 'after'>): string[] {
  const keys = (values: Happened['before']) =>
    Object.entries(values ?? {}).flatMap(([key, value]) =>
      key === 'custom' && value && typeof value === 'object'
        ? Object.keys(value).map(own => `custom.${own}`)
        : [key],
    )
  return [...new Set([...keys(before), ...keys(after)])]
}

function thingOf(kind: string): Thing {
  const [word = '', what = ''] = kind.split('.')
  if (word === 'activity') return 'activity'
  if (word === 'record') return 'shared'
  if (word === 'attachment') return 'more'
  if (what === 'archived' || what === 'restored' || what === 'converted') return what
  return 'more'
}

/**
 * What an event says to somebody who may read these fields; undefined where it says nothing to them. `readable` null: all of them. An event that changed nothing
 * but fields that they may not read is none to them.
 */
export function toldBy(event: Happened, readable: readonly string[] | null): Told | undefined {
  const people = event.actor.name ? [event.actor.name] : []
  const keys = changedKeys(event)
  const fields = readable ? keys.filter(key => readable.includes(key)) : keys
  const thing = event.kind.endsWith('.updated') ? 'changed' : thingOf(event.kind)
  if (keys.length && fields.length === 0 && (thing === 'changed' || thing === 'more')) return undefined
  return { things: [thing === 'more' && fields.length ? 'changed' : thing], fields, people }
}

const union = <T>(some: readonly T[], more: readonly T[]): T[] => [...new Set([...some, ...more])]

/** The notice with one event more; a new one where it does not belong to that one any more. */
export function gathered(
  open: Gathered | undefined,
  event: Happened,
  told: Told,
): { joins: boolean; now: Gathered } {
  const at = Date.parse(event.recordedAt)
  const joins = open !== undefined && at - open.since < gatherMs && open.eventIds.length < mostGathered
  if (!joins) return { joins, now: { since: at, at, told, eventIds: [event.id] } }
  return {
    joins,
    now: {
      since: open.since,
      at: Math.max(open.at, at),
      told: {
        things: union(open.told.things, told.things),
        fields: union(open.told.fields, told.fields),
        people: union(open.told.people, told.people).slice(0, mostPeople),
      },
      eventIds: [...open.eventIds, event.id],
    },
  }
}

/** An event with the object whose right gives sight of it; undefined where nobody has any. */
export interface Sighted {
  event: LoggedEvent
  sight: ObjectName | undefined
  /** One more that must be granted too. */
  also?: ObjectName
}
