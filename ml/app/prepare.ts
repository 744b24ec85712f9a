import type { Suspect } from '@sextant/db/models/card.model'
import type { Remark } from '@sextant/db/models/remark.model'
import { remark } from '@sextant/db/models/remark.rules'
import type { TrainedModel } from './artifact.model'
import { type Encoder, fitEncoder, openEncoder } from './encode'
import { findLeaks } from './leaks'
import { isOwnText, isRunningNumber } from './names-record'
import type { FeatureDef, ModelSpec, TrainingRow } from './spec.model'
import { suspectsOf } from './suspects'

/** What a model may learn from, fitted on training rows, and what of it is doubted. */
export interface Prepared {
  encoder: Encoder
  dropped: TrainedModel['featuresDropped']
  suspects: Suspect[]
}

/** Leaves out leaks, what only names a record, and what does not vary, judged on training rows alone. */
export function prepare(spec: ModelSpec, rows: readonly TrainingRow[]): Prepared {
  const all = fitEncoder(spec.features, rows)
  const open = openEncoder(all)
  const { leaks, alone } = findLeaks(spec.features, open, rows)
  const leaking = new Set(leaks.map(leak => leak.key))
  // Of no rows nothing can be said, not even that they are alike.
  const constant = ({ key }: FeatureDef) => rows.length > 0 && all.constant.includes(key) && !leaking.has(key)
  const named = new Set(
    spec.features
      .filter(feature => {
        if (feature.kind === 'number') return !leaking.has(feature.key) && isRunningNumber(feature, rows)
        return feature.kind === 'category' && constant(feature) && isOwnText(feature, rows)
      })
      .map(({ key }) => key),
  )
  const isKept = ({ key }: { key: string }) => !leaking.has(key) && !named.has(key)
  const left = (which: (feature: FeatureDef) => boolean, reason: Remark) =>
    spec.features.filter(which).map(({ key, label }) => ({ key, label, reason }))
  return {
    encoder: { ...all, features: all.features.filter(isKept) },
    dropped: [
      ...leaks.map(({ key, label, reason }) => ({ key, label, reason })),
      ...left(({ key }) => named.has(key), remark('dropped.names_record', {})),
      ...left(feature => constant(feature) && !named.has(feature.key), remark('dropped.constant', {})),
    ],
    suspects: suspectsOf(
      spec.features,
      [
        ...alone.filter(isKept).map(one => ({ ...one, left: null })),
        ...leaks.flatMap(({ key, label, reason: left, auc, error }) =>
          auc === undefined || error === undefined ? [] : [{ key, label, auc, error, left }],
        ),
      ],
      open,
      open.encode(rows),
      rows,
    ),
  }
}
