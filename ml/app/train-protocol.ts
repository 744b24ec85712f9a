import * as v from 'valibot'
import { TrainedModel } from './artifact.model'
import { ModelSpec, TrainingRow } from './spec.model'

/** First line of the child's input. */
export const Header = v.object({
  spec: ModelSpec,
  seed: v.optional(v.number()),
  nets: v.optional(v.number()),
  epochs: v.optional(v.number()),
  now: v.optional(v.number()),
  champion: v.optional(TrainedModel),
  backend: v.optional(v.picklist(['native', 'wasm'])),
})

/** Every further line: a row, and at last their count, so that a stream cut short is never taken for all of it. */
export const InputLine = v.union([TrainingRow, v.object({ end: v.number() })])

/** Why there will be no model. `unlearnable`: the rows are in order, but the loss is no number. */
const Refusal = v.object({ kind: v.literal('refused'), message: v.string(), unlearnable: v.boolean() })
export type Refusal = v.InferOutput<typeof Refusal>

/** A line of the child's output. The artifact itself goes through a file. */
export const OutputLine = v.variant('kind', [
  v.object({ kind: v.literal('read'), rows: v.number() }),
  v.object({
    kind: v.literal('progress'),
    net: v.number(),
    nets: v.number(),
    epoch: v.number(),
    epochs: v.number(),
    loss: v.number(),
    valLoss: v.number(),
    model: v.picklist([1, 2]),
    models: v.picklist([1, 2]),
  }),
  Refusal,
  v.object({ kind: v.literal('done') }),
])
export type OutputLine = v.InferOutput<typeof OutputLine>
