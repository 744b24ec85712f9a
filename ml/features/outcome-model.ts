import type { RecordName } from '@sextant/db/core/areas.model'
import type { Context } from '@sextant/db/core/context'
import { inWorkspace } from '@sextant/db/core/database'
import { customFieldsOf } from '@sextant/db/fields/custom-fields.queries'
import { choicesOf } from '@sextant/db/models/feature-choices.queries'
import type { Entity } from '@sextant/db/records/entity'
import type { ScoredKind } from '@sextant/db/scoring/score.model'
import type { ModelSpecInput } from '../app/spec.model'
import type { Feature } from './feature'
import { customFeatures } from './field-features'

/** A record's outcome as far as it has one. Times are epoch ms. */
export interface Ending {
  status: string
  createdMs: number
  closedMs: number | null
}

/** A model of a record: what it foretells, from what, as of when. One per folder, registered in `ml/app/models.ts`. */
export interface OutcomeModel {
  /** Its name in addresses: `lead-conversion`. */
  name: string
  entity: Entity & { name: ScoredKind }
  /** What a 1 means, in words that follow “Predicts:”. */
  label: string
  horizonDays: number | null
  /** How long a record is watched before it is judged. */
  windowDays: number
  prior: { rate: number; rows: number }
  minimumPerClass?: number
  features: readonly Feature[]
  /** Kind of record → the field that refers to it, where features are made of that record too: its changes score the record anew. */
  madeOf: Readonly<Partial<Record<RecordName, string>>>
  /** What the card says about how rows are made. */
  notes: readonly string[]
  /** Fields that tell when it began and ended: an instant, or a day. */
  opened: string
  closed: string
  /** Statuses in which a record is scored. */
  open: readonly string[]
  /** Statuses of an end: of a 1 and of a 0. */
  won: string
  lost: string
  /** Null while the outcome is not known. Asked of records that are won or lost, or older than the horizon. */
  labelOf: (ending: Ending, nowMs: number) => 0 | 1 | null
}

/** All features of a model in a workspace: the model's own and those of custom fields, with what was said of each. */
export async function featuresOf(ctx: Context, model: OutcomeModel): Promise<Feature[]> {
  const [custom, choices] = await Promise.all([
    inWorkspace(ctx, tx => customFieldsOf(tx, model.entity.name)),
    choicesOf(ctx, model.name),
  ])
  return [...model.features, ...customFeatures(custom)].map(feature => {
    const choice = choices.get(feature.key)
    return choice ? { ...feature, [choice]: true } : feature
  })
}

/** The spec that the pipeline trains by. */
export function specOf(model: OutcomeModel, features: readonly Feature[]): ModelSpecInput {
  const { name, label, horizonDays, prior, minimumPerClass } = model
  return {
    name,
    subject: model.entity.name,
    task: 'binary',
    label,
    horizonDays,
    prior,
    minimumPerClass,
    features: features.map(({ of: _, ...feature }) => feature),
  }
}
