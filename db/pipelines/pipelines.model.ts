import { boolean, integer, number, reference, select, text } from '../core/field.model'
import { type ReadOf, recordModel } from '../core/record.model'

export const stageKinds = ['open', 'won', 'lost'] as const
export type StageKind = (typeof stageKinds)[number]

export const pipelineFields = {
  name: text({ required: true, searched: true, sortable: true }),
  position: number({ sortable: true }),
  isDefault: boolean({ default: false }),
}
export const PipelineModel = recordModel('pipeline', pipelineFields)
export type Pipeline = ReadOf<typeof PipelineModel>

/** `probability` is in percent. A deal idle for longer than `idleAfterDays` is marked on the board. */
export const stageFields = {
  name: text({ required: true, searched: true, sortable: true }),
  pipelineId: reference('pipeline', { required: true }),
  kind: select(stageKinds, { required: true }),
  position: number({ sortable: true }),
  probability: integer(),
  idleAfterDays: integer(),
}
export const StageModel = recordModel('stage', stageFields)
export type Stage = ReadOf<typeof StageModel>

/** A stage as a place to be in: of which pipeline, of which kind, and whether it and its pipeline are out of the bin. */
export interface StagePlace {
  id: string
  pipelineId: string
  kind: StageKind
  name: string
  live: boolean
}
