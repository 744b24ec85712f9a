import type { Clock, ClockState } from './clock.rules'

/** What is kept of a ticket's clocks. Moments are milliseconds since 1970. */
export interface KeptClock {
  /** The policy's name. */
  policy: string | null
  replyBy: number | null
  solveBy: number | null
  dueAt: number | null
  leftMinutes: number | null
  firstRepliedAt: number | null
  replyWarnAt: number | null
  replyWarned: boolean
  replyLate: boolean
  solveWarnAt: number | null
  solveWarned: boolean
  solveLate: boolean
  nextAt: number | null
}

interface Facts extends ClockState {
  now: number
  /** It is in the bin. */
  isGone: boolean
  firstRepliedAt: number | null
}

/** What is to be kept of clocks as they stand now. What was told is told again only where the moment for it has moved into the future. */
export function keptClock(
  before: KeptClock,
  { clocks, policy, now, isGone, firstRepliedAt }: Facts,
): KeptClock {
  const pending = isGone ? [] : clocks.filter(({ endedAt }) => endedAt === null)
  const reply = pending.find(({ promised }) => promised !== 'solve')
  const solve = pending.find(({ promised }) => promised === 'solve')
  const dues = pending.flatMap(({ dueAt }) => dueAt ?? [])
  const standing = pending.filter(({ state, dueAt }) => state === 'paused' && dueAt === null)
  const ofReply = toldOf(reply, now, before.replyWarned, before.replyLate)
  const ofSolve = toldOf(solve, now, before.solveWarned, before.solveLate)
  const next = [...ofReply.next, ...ofSolve.next]
  return {
    policy: policy?.name ?? null,
    replyBy: reply?.dueAt ?? null,
    solveBy: solve?.dueAt ?? null,
    dueAt: dues.length ? Math.min(...dues) : null,
    leftMinutes:
      standing.length && !dues.length
        ? Math.floor(Math.min(...standing.map(({ leftMs }) => leftMs)) / 60_000)
        : null,
    firstRepliedAt,
    replyWarnAt: reply?.warnAt ?? null,
    replyWarned: ofReply.warned,
    replyLate: ofReply.late,
    solveWarnAt: solve?.warnAt ?? null,
    solveWarned: ofSolve.warned,
    solveLate: ofSolve.late,
    nextAt: next.length ? Math.min(...next) : null,
  }
}

function toldOf(clock: Clock | undefined, now: number, warned: boolean, late: boolean) {
  if (!clock) return { warned: false, late: false, next: [] }
  const { dueAt, warnAt, state } = clock
  const isLate = late && dueAt !== null && dueAt <= now
  // Who is told that it is late needs no warning any more.
  const isWarned = (warned && warnAt !== null && warnAt <= now) || isLate
  if (state !== 'running') return { warned: isWarned, late: isLate, next: [] }
  return {
    warned: isWarned,
    late: isLate,
    next: [
      ...(warnAt !== null && !isWarned && (dueAt === null || dueAt > now) ? [warnAt] : []),
      ...(dueAt !== null && !isLate ? [dueAt] : []),
    ],
  }
}
