import * as v from 'valibot'
import { eventsOf } from '../events/event.model'
import { Remark } from './remark.model'
import { LossPoint, TrainingProgress, trainingStates } from './training.model'

const model = v.string()
const { curve: _, ...counts } = TrainingProgress.entries

export const trainingEvents = eventsOf(
  { subject: 'training', sight: 'model' },
  {
    requested: { payload: { model }, asks: { start: 'trainModel', id: 'training', limit: '2 days' } },
    asked: {
      payload: { model, asked: v.literal('cancel') },
      asks: { signal: 'asked', id: 'training', argument: 'asked' },
    },
    /** Only the newest point of the loss curve is told. */
    progressed: {
      payload: { model, state: v.picklist(trainingStates), ...counts, last: v.optional(LossPoint) },
    },
    finished: { payload: { model, versionId: v.nullable(v.string()), failure: v.nullable(Remark) } },
  },
)

export const featureEvents = eventsOf(
  { subject: 'model_feature', sight: 'model' },
  {
    /** What was said of a feature is in before and after, `choice` null where nothing. */
    chosen: { payload: { model, feature: v.string(), label: v.string() } },
  },
)

export const modelVersionEvents = eventsOf(
  { subject: 'model_version', sight: 'model' },
  {
    /** `rule` of the gate let it become the champion, or not; `replaced` is the id of the one before it. */
    created: {
      payload: { model, trainingId: v.string(), rule: v.string(), replaced: v.nullable(v.string()) },
    },
    /** By hand; `former` is the version before it. */
    activated: { payload: { model, version: v.number(), former: v.nullable(v.number()) } },
  },
)
