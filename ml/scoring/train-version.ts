import type { Context } from '@sextant/db/core/context'
import type { Contest } from '@sextant/db/models/gate.model'
import { type SavedVersion, saveVersion } from '@sextant/db/models/save-version'
import type { TrainedModel } from '../app/artifact.model'
import { cardOf } from '../app/card'
import type { TrainingRow } from '../app/spec.model'
import { type TrainingFailure, type TrainingProcessOptions, trainInProcess } from '../app/train-process'
import type { Feature } from '../features/feature'
import { featuresOf, type OutcomeModel, specOf } from '../features/outcome-model'
import { withFillTimes } from '../features/read-fill-times'
import { trainingRows } from '../features/rows'
import { amongFeatures, loadChampion } from './champion'
import { contestOf } from './contest'

export interface VersionOptions extends TrainingProcessOptions {
  onRows?: (rows: number) => void
  onEvaluating?: () => void
}

export type VersionOutcome = { ok: true; saved: SavedVersion } | { ok: false; failure: TrainingFailure }

/**
 * From the workspace's records to a kept version: reads, trains in a process of its own, compares with the champion on the same
 * held-out rows, saves. Doing it twice for one training gives one version.
 */
export async function trainVersion(
  ctx: Context,
  model: OutcomeModel,
  trainingId: string,
  { onRows, onEvaluating, ...options }: VersionOptions = {},
): Promise<VersionOutcome> {
  const features = await featuresOf(ctx, model)
  const outcome = await trainInProcess(
    specOf(model, features),
    counting(trainingRows(ctx, model, features), onRows),
    { now: ctx.clock().getTime(), ...options },
  )
  if (!outcome.ok) return outcome
  onEvaluating?.()
  const contest = await contestWithChampion(ctx, model, features, outcome.model)
  const suspects = await withFillTimes(ctx, model, outcome.model.suspects)
  const saved = await saveVersion(ctx, {
    trainingId,
    model: model.name,
    state: outcome.model.state,
    card: { ...cardOf({ ...outcome.model, suspects }), notes: [...model.notes] },
    artifact: outcome.model,
    contest,
  })
  return { ok: true, saved }
}

async function* counting(rows: AsyncIterable<TrainingRow>, onRows: VersionOptions['onRows']) {
  let count = 0
  for await (const row of rows) {
    count += 1
    if (count % 2000 === 0) onRows?.(count)
    yield row
  }
  onRows?.(count)
}

async function contestWithChampion(
  ctx: Context,
  model: OutcomeModel,
  features: readonly Feature[],
  challenger: TrainedModel,
): Promise<(Contest & { championId: string }) | null> {
  if (challenger.state !== 'ready') return null
  const champion = await loadChampion(ctx, model.name)
  if (champion?.loaded.artifact.state !== 'ready') return null
  const loaded = amongFeatures(champion.loaded, features)
  const contest = await contestOf(challenger, loaded, trainingRows(ctx, model, features))
  return { ...contest, championId: champion.id }
}
