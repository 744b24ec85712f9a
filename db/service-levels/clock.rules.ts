import type { WorkingTimes } from '../calendars/working-time.rules'
import type { TicketPriority, TicketStatus } from '../tickets/tickets.model'
import { isSolved } from '../tickets/tickets.rules'
import type { ClockPolicy, Promised } from './policy.model'

/** What has happened with a ticket, as far as its clocks go by it. Moments are milliseconds since 1970. */
export type Moment =
  | { at: number; what: 'status'; value: TicketStatus }
  | { at: number; what: 'priority'; value: TicketPriority }
  | { at: number; what: 'policy'; value: ClockPolicy | null }
  /** The customer has written, or somebody of us has answered. */
  | { at: number; what: 'asked' | 'replied' }

/** A stretch of a clock: it ran, or stood still because of the ticket's status. `workMs`: the working time in it. */
interface Stretch {
  start: number
  end: number
  status: TicketStatus
  runs: boolean
  workMs: number
}

/** One clock as it stood at an instant. */
export interface Clock {
  promised: Promised
  startedAt: number
  targetMs: number
  /** running, paused; met: what was promised was done; dropped: nobody waits for it any more. */
  state: 'running' | 'paused' | 'met' | 'dropped'
  /** When it was met or dropped. */
  endedAt: number | null
  /** From its start to the instant, or to its end, in order and without gaps. */
  stretches: Stretch[]
  /** Working time for which it has run: the sum of the stretches that run. */
  usedMs: number
  /** `targetMs` less `usedMs`: below 0, by so much working time it is late. */
  leftMs: number
  /** When the target is, or was, used up; null while it stands still before that, or where the calendar has no work for it. */
  dueAt: number | null
  isLate: boolean
  /** When so little is left that somebody is to be warned; as `dueAt`. */
  warnAt: number | null
}

/** The clocks of a ticket at an instant, by the policy and the priority that held then. */
export interface ClockState {
  policy: ClockPolicy | null
  priority: TicketPriority
  status: TicketStatus
  clocks: Clock[]
}

const minuteMs = 60_000

/**
 * How a ticket's clocks stood at an instant. A function of the ticket's history, which is in order of its moments, of what had happened by then alone, and of the working times of the
 * policy that held then. A first reply is waited for from the beginning, a next one since the customer wrote after our last; who solves a ticket owes no reply any more. Opened again,
 * a ticket goes on with the time that was left: what it was solved for is not counted.
 */
export function clockAt(
  history: readonly Moment[],
  timesOf: (calendarId: string | null) => WorkingTimes,
  instant: number,
): ClockState {
  const past = history.filter(({ at }) => at <= instant)
  const policy = last(past, 'policy') ?? null
  const status = last(past, 'status') ?? 'new'
  const priority = last(past, 'priority') ?? 'normal'
  const begin = past[0]?.at
  if (!policy || begin === undefined) return { policy, priority, status, clocks: [] }
  const times = timesOf(policy.calendarId)
  const targets = policy.targets[priority]
  const stays = staysOf(past, begin)
  const clocks = waitsOf(past, begin, status).flatMap(wait => {
    const minutes = targets[wait.promised]
    return minutes === null
      ? []
      : [clockOf(wait, { policy, times, stays, instant, targetMs: minutes * minuteMs })]
  })
  return { policy, priority, status, clocks }
}

type ValueOf<W extends Moment['what']> = Extract<Moment, { what: W; value: unknown }>['value']

function last<W extends 'status' | 'priority' | 'policy'>(
  past: readonly Moment[],
  what: W,
): ValueOf<W> | undefined {
  return (past.findLast(moment => moment.what === what) as { value: ValueOf<W> } | undefined)?.value
}

/** In which status a ticket was, from when on. */
interface Stay {
  from: number
  status: TicketStatus
}

function staysOf(past: readonly Moment[], begin: number): Stay[] {
  const stays: Stay[] = []
  for (const moment of past) {
    if (moment.what !== 'status') continue
    if (stays.at(-1)?.from === moment.at) stays.pop()
    if (stays.at(-1)?.status !== moment.value) stays.push({ from: moment.at, status: moment.value })
  }
  return stays[0]?.from === begin ? stays : [{ from: begin, status: 'new' }, ...stays]
}

/** Something that is waited for: until it was done, or nobody waited any more. */
interface Wait {
  promised: Promised
  from: number
  until: number | null
  how: 'met' | 'dropped' | null
}

/** What a ticket's customer waits for, and waited for. */
function waitsOf(past: readonly Moment[], begin: number, status: TicketStatus): Wait[] {
  const replies: Wait[] = []
  let open: Wait | null = { promised: 'first_reply', from: begin, until: null, how: null }
  const end = (at: number, how: 'met' | 'dropped') => {
    if (open) replies.push({ ...open, until: at, how })
    open = null
  }
  for (const moment of past) {
    if (moment.what === 'replied') end(moment.at, 'met')
    else if (moment.what === 'status' && isSolved(moment.value)) end(moment.at, 'dropped')
    else if (moment.what === 'asked')
      // The letter that made the ticket begins the first wait, not a second one.
      open ??= { promised: 'next_reply', from: moment.at, until: null, how: null }
  }
  if (open) replies.push(open)
  const solvedAt = isSolved(status) ? solvedSince(past) : null
  return [
    ...replies,
    { promised: 'solve', from: begin, until: solvedAt, how: solvedAt === null ? null : 'met' },
  ]
}

/** Since when it has been solved, or closed after that. */
function solvedSince(past: readonly Moment[]): number | null {
  let since: number | null = null
  for (const moment of past)
    if (moment.what === 'status') since = isSolved(moment.value) ? (since ?? moment.at) : null
  return since
}

interface Asked {
  policy: ClockPolicy
  times: WorkingTimes
  stays: readonly Stay[]
  instant: number
  targetMs: number
}

function clockOf(
  { promised, from, until, how }: Wait,
  { policy, times, stays, instant, targetMs }: Asked,
): Clock {
  const end = until ?? instant
  const stands = (status: TicketStatus) =>
    isSolved(status) || policy.pausedIn.some(paused => paused === status)
  const now = stays.findLast(stay => stay.from <= end)!.status
  const goesOn = until === null && !stands(now)
  const stretches: Stretch[] = []
  for (const [n, { from: since, status }] of stays.entries()) {
    const start = Math.max(from, since)
    const stop = Math.min(end, stays[n + 1]?.from ?? end)
    // One that has just begun has no length yet, but it is what goes on.
    if (stop < start || (stop === start && !(goesOn && n === stays.length - 1))) continue
    const workMs = times.workingTimeBetween(start, stop)
    stretches.push({ start, end: stop, status, runs: !stands(status), workMs })
  }
  const usedMs = stretches.reduce((sum, { runs, workMs }) => sum + (runs ? workMs : 0), 0)
  const dueAt = usedUpAt(stretches, times, targetMs, goesOn)
  const warnMs = (policy.warnMinutes ?? 0) * minuteMs
  return {
    promised,
    startedAt: from,
    targetMs,
    state: how ?? (goesOn ? 'running' : 'paused'),
    endedAt: until,
    stretches,
    usedMs,
    leftMs: targetMs - usedMs,
    dueAt,
    // Done at the very moment is done in time.
    isLate: dueAt !== null && (until === null ? dueAt <= instant : dueAt < until),
    warnAt:
      policy.warnMinutes === null ? null : usedUpAt(stretches, times, Math.max(0, targetMs - warnMs), goesOn),
  }
}

/** The first moment at which so much working time had run, or will have if the clock goes on; null: it stands still before that. */
function usedUpAt(
  stretches: readonly Stretch[],
  times: WorkingTimes,
  targetMs: number,
  goesOn: boolean,
): number | null {
  let left = targetMs
  for (const [n, { start, runs, workMs }] of stretches.entries()) {
    if (!runs) continue
    if (workMs >= left || (goesOn && n === stretches.length - 1))
      return times.addWorkingTime(start, left) ?? null
    left -= workMs
  }
  return null
}
