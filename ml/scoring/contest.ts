import type { Contest } from '@sextant/db/models/gate.model'
import type { TrainedModel } from '../app/artifact.model'
import { compare } from '../app/evaluate'
import { type LoadedModel, loadModel } from '../app/score'
import type { TrainingRow } from '../app/spec.model'
import { isHeldOut } from '../app/split'

const batch = 2000

/**
 * A new model against the champion on the rows that the new one held out. The rows are read once more rather than kept: of those held out
 * only label and two probabilities stay in memory. What is held out is told by the model itself, so that rows which came, went or were
 * decided since move no other over the border. The champion may have learnt from some of them, the new one has not.
 */
export async function contestOf(
  challenger: TrainedModel,
  champion: LoadedModel,
  rows: AsyncIterable<TrainingRow>,
): Promise<Contest> {
  const ours = loadModel(challenger)
  const held: { label: 0 | 1; ours: number; theirs: number }[] = []
  for await (const some of inBatches(heldOf(challenger, rows))) {
    const a = ours.scoreMany(some)
    const b = champion.scoreMany(some)
    some.forEach(({ label }, i) => {
      held.push({ label, ours: a[i]!.probability, theirs: b[i]!.probability })
    })
  }
  const { auc, aucError, brier, logLoss } = compare(
    held.map(row => row.ours),
    held.map(row => row.theirs),
    held.map(row => row.label),
  )
  const finite = (figure: number) => (Number.isFinite(figure) ? figure : null)
  return { rows: held.length, auc: finite(auc), aucError: finite(aucError), brier, logLoss }
}

async function* heldOf({ heldOut, young }: TrainedModel, rows: AsyncIterable<TrainingRow>) {
  const until = young?.leftOut ? young.since : Number.POSITIVE_INFINITY
  for await (const row of rows) if (heldOut && row.at <= until && isHeldOut(heldOut, row)) yield row
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
