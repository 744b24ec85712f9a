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
    asOf: null,
    change7d: null,
    history,
  }
  if (score?.missing) return { ...nothing, missing: { rule: 'unknown', params: {}, features: score.missing } }
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
        : because('closed'),
      version: score.version,
      scoredAt: score.scoredAt,
      asOf: score.asOf,
      change7d: weekAgo === null || score.score === null ? null : score.score - weekAgo,
    }
  if (!champion) return { ...nothing, missing: because(known.heldBack ? 'held_back' : 'no_model') }
  if (champion.predictor !== 'prior') return { ...nothing, missing: because('pending') }
  const rate = { probability: champion.prior, base: Math.round(100 * champion.prior) }
  return champion.state === 'cold_start'
    ? { ...nothing, ...rate, state: 'cold_start', missing: outcomes(champion) }
    : {
        ...nothing,
        ...rate,
        state: 'no_signal',
        missing: because('signal', { rows: champion.rows }),
      }
}

type Missing = NonNullable<ScoreAnswer['missing']>

const because = (rule: Missing['rule'], params: Missing['params'] = {}): Missing => ({
  rule,
  params,
  features: [],
})

const outcomes = ({ rows, positives, minimumPerClass }: NonNullable<KnownScore['champion']>) =>
  because('outcomes', { positives, negatives: rows - positives, needed: minimumPerClass })
