import * as v from 'valibot'
import { Remark } from './remark.model'

/** What a training goes through. The last three are its end. */
export const trainingStates = [
  'queued',
  'reading',
  'training',
  'evaluating',
  'scoring',
  'done',
  'cancelled',
  'failed',
] as const
export type TrainingState = (typeof trainingStates)[number]
const trainingEnds = ['done', 'cancelled', 'failed'] as const satisfies readonly TrainingState[]
export type TrainingEnd = (typeof trainingEnds)[number]

/** A finished epoch of one net; losses in nats per row. `model` 2 only back-tests. */
export const LossPoint = v.object({
  model: v.number(),
  net: v.number(),
  epoch: v.number(),
  loss: v.number(),
  valLoss: v.number(),
})
export type LossPoint = v.InferOutput<typeof LossPoint>

/** How far a training is. Counts that are not known yet are absent. */
export const TrainingProgress = v.object({
  rowsRead: v.optional(v.number()),
  models: v.optional(v.number()),
  nets: v.optional(v.number()),
  epochs: v.optional(v.number()),
  curve: v.optional(v.array(LossPoint)),
  scored: v.optional(v.number()),
  toScore: v.optional(v.number()),
})
export type TrainingProgress = v.InferOutput<typeof TrainingProgress>

/** A run of the training pipeline as screens show it. `asked` is `cancel` once somebody has asked to stop it. */
export const Training = v.object({
  id: v.string(),
  model: v.string(),
  state: v.picklist(trainingStates),
  asked: v.nullable(v.string()),
  progress: TrainingProgress,
  /** Why it failed; null unless it did. */
  failure: v.nullable(Remark),
  versionId: v.nullable(v.string()),
  requestedBy: v.nullable(v.string()),
  createdAt: v.string(),
  startedAt: v.nullable(v.string()),
  finishedAt: v.nullable(v.string()),
})
export type Training = v.InferOutput<typeof Training>
