import type { Contest } from '@sextant/db/models/promotion.rules'
import type { TrainedModel } from '../app/artifact.model'
import { compare } from '../app/evaluate'
import { type LoadedModel, loadModel } from '../app/score'
import type { TrainingRow } from '../app/spec.model'
import { type SplitRow, splitRows } from '../app/split'

const batch = 2000

/**
 * A new model against the champion on the rows that the new one held out. The rows are read once more rather than kept: of each
 * only its time, its label and two probabilities stay in memory. The champion may have learnt from some of them, the new one has not.
 */
export async function contestOf(
  challenger: TrainedModel,
  champion: LoadedModel,
  rows: AsyncIterable<TrainingRow>,
): Promise<Contest> {
  const ours = loadModel(challenger)
  const all: (SplitRow & { ours: number; theirs: number })[] = []
  for await (const some of inBatches(rows)) {
    const a = ours.scoreMany(some)
    const b = champion.scoreMany(some)
    some.forEach(({ id, at, label }, i) => {
      all.push({ id, at, label, ours: a[i]!.probability, theirs: b[i]!.probability })
    })
  }
  const held = Array.from(splitRows(all, challenger.seed).holdout, i => all[i]!)
  const { auc, aucError, brier, logLoss } = compare(
    held.map(row => row.ours),
    held.map(row => row.theirs),
    held.map(row => row.label),
  )
  const finite = (figure: number) => (Number.isFinite(figure) ? figure : null)
  return { rows: held.length, auc: finite(auc), aucError: finite(aucError), brier, logLoss }
}

async function* inBatches(rows: AsyncIterable<TrainingRow>): AsyncGenerator<TrainingRow[]> {
  let some: TrainingRow[] = []
  for await (const row of rows) {
    some.push(row)
    if (some.length < batch) continue
    yield some
    some = []
  }
  if (some.length) yield some
}
