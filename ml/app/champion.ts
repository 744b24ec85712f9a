import type { AgainstChampion } from '@sextant/db/models/card.model'
import { remark } from '@sextant/db/models/remark.rules'
import type { TrainedModel } from './artifact.model'
import { compare, evaluate } from './evaluate'
import { loadModel } from './score'
import type { TrainingRow } from './spec.model'

const leastPerClass = 30

/**
 * Challenger and champion on rows that neither has seen: the challenger's held-out rows, later than the last the champion was
 * given. Without enough of them there is no comparison, and `reason` says so: a champion shines on rows it learnt from.
 */
export function compareWithChampion(
  challenger: TrainedModel,
  champion: TrainedModel,
  holdout: readonly TrainingRow[],
): AgainstChampion {
  const seenUntil = champion.period?.to ?? Number.NEGATIVE_INFINITY
  const rows = holdout.filter(row => row.at > seenUntil)
  const labels = rows.map(row => row.label)
  const positives = labels.filter(label => label === 1).length
  if (Math.min(positives, labels.length - positives) < leastPerClass) {
    return {
      compared: false,
      reason: remark('contest.few_rows', { rows: rows.length, positives }),
    }
  }
  const scores = [challenger, champion].map(model =>
    loadModel(model)
      .scoreMany(rows)
      .map(score => score.probability),
  )
  const difference = compare(scores[0]!, scores[1]!, labels)
  return {
    compared: true,
    rows: rows.length,
    challenger: evaluate(scores[0]!, labels),
    champion: evaluate(scores[1]!, labels),
    difference,
  }
}
