import type { ScoreAnswer } from './score-answer.model'
import type { KnownScore } from './scores.queries'

/** What is told of a record's score, in every state honestly. `open`: the statuses in which records are scored. */
export function answerOf(model: string, open: readonly string[], known: KnownScore): ScoreAnswer {
  const { champion, score, history, weekAgo } = known
  const nothing: ScoreAnswer = {
    state: 'not_scored',
    modelState: champion?.state ?? 'untrained',
    score: null,
    probability: null,
    interval: null,
    base: null,
    reasons: [],
    others: { count: 0, points: 0 },
    missing: null,
    model,
    version: champion?.version ?? null,
    scoredAt: null,
    change7d: null,
    history,
  }
  if (score)
    return {
      ...nothing,
      state: score.state,
      score: score.score,
      probability: score.probability,
      interval: score.low === null || score.high === null ? null : { low: score.low, high: score.high },
      base: score.base,
      reasons: score.reasons,
      others: { count: score.othersCount, points: score.othersPoints },
      missing: open.includes(known.status)
        ? score.state === 'cold_start' && champion
          ? outcomes(champion)
          : null
        : { rule: 'closed', params: {} },
      version: score.version,
      scoredAt: score.scoredAt,
      change7d: weekAgo === null ? null : score.score - weekAgo,
    }
  if (!champion) return { ...nothing, missing: { rule: 'no_model', params: {} } }
  if (champion.predictor !== 'prior') return { ...nothing, missing: { rule: 'pending', params: {} } }
  const rate = { probability: champion.prior, base: Math.round(100 * champion.prior) }
  return champion.state === 'cold_start'
    ? { ...nothing, ...rate, state: 'cold_start', missing: outcomes(champion) }
    : {
        ...nothing,
        ...rate,
        state: 'no_signal',
        missing: { rule: 'signal', params: { rows: champion.rows } },
      }
}

const outcomes = ({ rows, positives, minimumPerClass }: NonNullable<KnownScore['champion']>) => ({
  rule: 'outcomes' as const,
  params: { positives, negatives: rows - positives, needed: minimumPerClass },
})
