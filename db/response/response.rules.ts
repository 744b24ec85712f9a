/** What is known of a lead's first answer. Moments are milliseconds since 1970. */
export interface ResponseClock {
  ruleId: string | null
  ruleName: string | null
  minutes: number | null
  respondBy: number | null
  respondedAt: number | null
  lateAt: number | null
}

export interface ResponseFacts {
  now: number
  /** Nothing is expected of it any more: it is closed, or in the bin. */
  isOver: boolean
  /** When it was first answered. */
  answeredAt: number | null
  /** The rule that fits it, and when it is due by that rule; null: no rule fits. */
  target: { id: string; name: string; minutes: number; respondBy: number | null } | null
}

const noTarget = { ruleId: null, ruleName: null, minutes: null, respondBy: null, lateAt: null } as const

/**
 * The clock of a lead after something has happened with it. Once it was answered, its target stays as it was then. Of what is over without an answer the clock ends. A
 * target that moved into the future is not late any more.
 */
export function nextClock(clock: ResponseClock, facts: ResponseFacts): ResponseClock {
  const { answeredAt, isOver, target, now } = facts
  const respondedAt = answeredAt
  if (answeredAt !== null && clock.respondBy !== null) return { ...clock, respondedAt }
  if ((isOver && answeredAt === null) || !target) return { ...noTarget, respondedAt }
  const { id: ruleId, name: ruleName, minutes, respondBy } = target
  const isLate = respondBy !== null && respondBy <= now
  return { ruleId, ruleName, minutes, respondBy, respondedAt, lateAt: isLate ? clock.lateAt : null }
}

/** Whether the answer came too late. */
export const isLate = ({ respondBy, respondedAt }: Pick<ResponseClock, 'respondBy' | 'respondedAt'>) =>
  respondBy !== null && respondedAt !== null && respondedAt > respondBy
