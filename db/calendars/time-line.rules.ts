import type { WorkingHours } from './calendars.model'
import type { Away, HoursFrom, TimeLine } from './open-block.rules'

/** By which calendar from a moment on; null: the workspace's, and of the workspace itself the usual hours. */
export interface Choice {
  from: number
  calendarId: string | null
}

/** What a line of hours is made of. Choices and versions are in order of their moments. */
export interface Told {
  /** The versions of each calendar. */
  calendars: ReadonlyMap<string, readonly HoursFrom[]>
  /** The workspace's choices. */
  workspace: readonly Choice[]
  /** The person's; none for the workspace itself. */
  person: readonly Choice[]
  away: readonly Away[]
  /** By what is worked where no calendar was chosen. */
  usual: WorkingHours
}

const ever = Number.NEGATIVE_INFINITY

/** The hours by which somebody works, and worked: at each moment those of the calendar that was chosen then, as it was then. */
export function timeLine({ calendars, workspace, person, away, usual }: Told): TimeLine {
  const moments = new Set<number>([ever])
  for (const { from } of [...workspace, ...person]) moments.add(from)
  for (const versions of calendars.values()) for (const { from } of versions) moments.add(from)
  const hours: HoursFrom[] = []
  const shared = new Map<WorkingHours, HoursFrom>()
  for (const from of [...moments].sort((a, b) => a - b)) {
    const chosen = lastAt(person, from)?.calendarId ?? lastAt(workspace, from)?.calendarId
    const versions = chosen ? calendars.get(chosen) : undefined
    const held = versions && (lastAt(versions, from) ?? versions[0])
    const next = held ?? usual
    if (shared.get(next) !== hours.at(-1) || hours.length === 0) {
      const made = { ...next, from }
      shared.set(next, made)
      hours.push(made)
    }
  }
  return { hours, away }
}

const lastAt = <T extends { from: number }>(list: readonly T[], at: number): T | undefined =>
  list.findLast(({ from }) => from <= at)
