/** One stream of events, newest first, loaded as far as it is. */
export interface Stream<E> {
  events: readonly E[]
  /** There is more after the last one. */
  more: boolean
}

/**
 * Several streams as one, newest first. Shown only down to where every stream is known: below that an older page could still put
 * something in between.
 */
export function merged<E extends { id: string; occurredAt: string }>(streams: readonly Stream<E>[]): E[] {
  const horizon = Math.max(...streams.map(horizonOf), Number.NEGATIVE_INFINITY)
  const seen = new Set<string>()
  return streams
    .flatMap(({ events }) => events)
    .filter(event => Date.parse(event.occurredAt) >= horizon)
    .sort((a, b) => Date.parse(b.occurredAt) - Date.parse(a.occurredAt) || (a.id < b.id ? 1 : -1))
    .filter(event => !seen.has(event.id) && seen.add(event.id))
}

/** Index of the stream to read on: the one whose end keeps most back. Undefined when all is read. */
export function toReadOn<E extends { occurredAt: string }>(
  streams: readonly Stream<E>[],
): number | undefined {
  const horizons = streams.map(horizonOf)
  const latest = Math.max(...horizons, Number.NEGATIVE_INFINITY)
  const index = horizons.indexOf(latest)
  return latest === Number.NEGATIVE_INFINITY ? undefined : index
}

/** From when on a stream is known. */
function horizonOf<E extends { occurredAt: string }>({ events, more }: Stream<E>): number {
  if (!more) return Number.NEGATIVE_INFINITY
  const last = events.at(-1)
  return last ? Date.parse(last.occurredAt) : Number.POSITIVE_INFINITY
}

/** Part of the timeline that an event belongs to. */
export const channels = ['calls', 'email', 'meetings', 'notes', 'deals', 'changes'] as const
export type Channel = (typeof channels)[number]
const channelOf: Record<string, Channel> = {
  call: 'calls',
  email: 'email',
  meeting: 'meetings',
  note: 'notes',
  task: 'notes',
}

export function channelOfEvent(event: { kind: string; payload: Readonly<Record<string, unknown>> }): Channel {
  if (event.kind === 'activity.logged') return channelOf[String(event.payload.kind)] ?? 'notes'
  return event.kind.startsWith('deal.') ? 'deals' : 'changes'
}
