const dayMs = 86_400_000

/** When a record began and ended. `openedOn` (a day) is given for history that was imported later. */
export interface Lifetime {
  createdMs: number
  openedOn: string | null
  /** Epoch ms; the start of the day where only that is known. Null: open. */
  closedMs: number | null
}

/** As of when a record is seen. */
export interface Moment {
  openedMs: number
  /** The day it began, where that is what is known of it; null: `openedMs` is the moment. */
  openedOn: string | null
  /** In the world: behaviour and others' outcomes count up to here. */
  atMs: number
  /** In the log: field values are those after the last change up to here. */
  fieldsMs: number
  /** Whether all of its window was watched, so that a zero means that nothing happened. */
  watched: boolean
}

/** Later than this after it began, a record came by import: nobody watched its first days here. */
const liveWithinMs = 2 * dayMs

const openedOf = ({ createdMs, openedOn }: Lifetime): Pick<Moment, 'openedMs' | 'openedOn'> => {
  const day = openedOn === null ? Number.NaN : Date.parse(`${openedOn}T00:00:00Z`)
  return day + dayMs <= createdMs ? { openedMs: day, openedOn } : { openedMs: createdMs, openedOn: null }
}

/**
 * The moment of a training row: the end of its window, if it was still open then; else its beginning. `asNew` also takes it at
 * its beginning, so that a model meets records that are new. Fields of imported records are those they came with. One that was closed before
 * it is said to have begun (its beginning was not imported) is seen before its end: later, its own outcome would stand in the past of its owner.
 */
export function trainingMoment(life: Lifetime, windowMs: number, asNew: boolean): Moment {
  const { openedMs, openedOn } = openedOf(life)
  const end = openedMs + windowMs
  // Closed as it came: when it really was is not known.
  const cameClosed = life.closedMs !== null && Math.abs(life.closedMs - life.createdMs) < 1000
  const whole = !asNew && !cameClosed && (life.closedMs === null || life.closedMs > end)
  const begun = life.closedMs !== null && life.closedMs < openedMs ? life.closedMs - 1 : openedMs
  const atMs = whole ? end : begun
  return {
    openedMs,
    openedOn,
    atMs,
    fieldsMs: Math.max(life.createdMs, atMs),
    watched: whole && life.createdMs - openedMs <= liveWithinMs,
  }
}

/** The moment of a record to be scored now: the same window, as far as it has passed, with the fields of now. */
export function scoringMoment(life: Lifetime, windowMs: number, nowMs: number): Moment {
  const { openedMs, openedOn } = openedOf(life)
  const end = openedMs + windowMs
  return {
    openedMs,
    openedOn,
    atMs: Math.min(nowMs, end),
    fieldsMs: nowMs,
    watched: nowMs >= end && life.createdMs - openedMs <= liveWithinMs,
  }
}
