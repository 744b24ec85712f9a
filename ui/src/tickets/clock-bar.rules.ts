import type { TicketClock, TicketClocks } from '@sextant/db/service-levels/clock.model'

interface Part {
  /** ran, paused, late, or to come. */
  kind: 'ran' | 'paused' | 'late' | 'ahead'
  from: number
  to: number
}

/** A clock as parts of a bar, by working time: from its beginning to the later of what is due and the moment that is looked at. Places are 0 to 1. */
export function barOf(
  { startedAt, endedAt, dueAt, stretches }: TicketClock,
  work: TicketClocks['work'],
  at: string,
): { parts: Part[]; nights: number[]; due: number | undefined } | undefined {
  const start = Date.parse(startedAt)
  const until = Date.parse(endedAt ?? at)
  const due = dueAt === null ? undefined : Date.parse(dueAt)
  const end = Math.max(until, due ?? 0)
  const spans = work
    .map(span => ({
      start: Math.max(start, Date.parse(span.start)),
      end: Math.min(end, Date.parse(span.end)),
    }))
    .filter(span => span.start < span.end)
  const workUntil = (moment: number) =>
    spans.reduce((sum, span) => sum + Math.max(0, Math.min(moment, span.end) - span.start), 0)
  const whole = workUntil(end)
  if (whole <= 0) return undefined
  const place = (moment: number) => workUntil(moment) / whole
  const parts: Part[] = []
  const add = (kind: Part['kind'], from: number, to: number) => {
    if (to > from) parts.push({ kind, from, to })
  }
  for (const stretch of stretches) {
    const [from, to] = [Date.parse(stretch.start), Date.parse(stretch.end)]
    if (!stretch.runs) add('paused', place(from), place(to))
    else {
      const turn = due === undefined ? to : Math.min(Math.max(due, from), to)
      add('ran', place(from), place(turn))
      add('late', place(turn), place(to))
    }
  }
  add('ahead', place(until), 1)
  return {
    parts,
    nights: spans.slice(1).map(span => place(span.start)),
    due: due === undefined ? undefined : place(due),
  }
}
