import type { Move, ScoreChange, ScoreParts } from './score-history.model'

/**
 * What moved between two explanations of a record's score. Each adds up to its own score, so that these moves add up to the change. A
 * reason that is in one of them only was among the other's others, or was nothing there.
 */
export function movedBetween(before: ScoreParts, after: ScoreParts): NonNullable<ScoreChange['moved']> {
  const moves = new Map<string, Move>()
  const add = ({ reasons }: ScoreParts, sign: 1 | -1) => {
    for (const { feature, label, points } of reasons) {
      const known = moves.get(feature)?.points ?? 0
      moves.set(feature, { feature, label, points: known + sign * points })
    }
  }
  add(before, -1)
  add(after, 1)
  return {
    base: after.base - before.base,
    reasons: [...moves.values()]
      .filter(({ points }) => points !== 0)
      .sort((a, b) => Math.abs(b.points) - Math.abs(a.points)),
    others: after.others - before.others,
  }
}
