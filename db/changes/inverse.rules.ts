import type { Effect } from '../events/event.model'
import type { Refusal } from '../records/change.model'

/** An event, as far as its undoing needs it. */
export interface LoggedChange {
  /** What it did to its subject; undefined where that is not taken back. */
  effect: Effect | undefined
  subjectType: string
  subjectId: string
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  payload: Record<string, unknown>
}

/** What would take back all that a cause did to one subject. */
export interface Inverse {
  subjectType: string
  subjectId: string
  /** The cause made it, so it goes. Else `fields` go back. */
  made: boolean
  fields: Record<string, unknown>
  /** The version that the cause left; null when the subject has none. */
  version: number | null
  name: string | null
}

/** `conflicts` are told with why they stay. */
export interface Conflict {
  subjectType: string
  subjectId: string
  name: string | null
  reason: 'changed_since' | 'in_use' | 'duplicate' | 'gone'
  /** The rule that forbids the way back. */
  refusal?: Pick<Refusal, 'rule' | 'message' | 'params'>
}

/** Folds the events of one subject, oldest first: of each field the oldest `before` counts. */
export function inverseOf(events: readonly LoggedChange[]): Inverse {
  const first = events[0]!
  const fields: Record<string, unknown> = {}
  let version: number | null = null
  let made = false
  let name: string | null = null
  for (const event of events) {
    if (event.effect === 'made') made = true
    if (event.effect === 'changed')
      for (const [key, value] of Object.entries(event.before ?? {})) if (!(key in fields)) fields[key] = value
    if (typeof event.payload.version === 'number') version = event.payload.version
    const named = event.after?.name ?? event.after?.label
    if (typeof named === 'string') name = named
  }
  return { subjectType: first.subjectType, subjectId: first.subjectId, made, fields, version, name }
}
