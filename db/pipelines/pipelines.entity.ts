import { areas } from '../core/areas.model'
import type { Context } from '../core/context'
import type { Write } from '../events/write'
import type { By, Step } from '../records/change.model'
import type { Entity } from '../records/entity'
import { lockRecords } from '../records/read-record'
import { writeBatch } from '../records/write-batch'
import { pipelineEvents, stageEvents } from './pipelines.events'
import { pipelineFacts, stageFacts, takeTurns } from './pipelines.facts'
import { pipelineKeys, stageKeys } from './pipelines.keys'
import { type Pipeline, PipelineModel, StageModel } from './pipelines.model'
import {
  noteLast,
  type PipelineFacts,
  preparePipeline,
  prepareStage,
  type StageFacts,
} from './pipelines.rules'

export const pipelineEntity: Entity<typeof PipelineModel, PipelineFacts> = {
  name: 'pipeline',
  area: areas.pipeline,
  model: PipelineModel,
  events: pipelineEvents,
  keys: pipelineKeys,
  titleField: 'name',
  life: { facts: pipelineFacts, prepare: preparePipeline, learn: noteLast, settle: takeDefault },
}

export const stageEntity: Entity<typeof StageModel, StageFacts> = {
  name: 'stage',
  area: areas.stage,
  model: StageModel,
  events: stageEvents,
  keys: stageKeys,
  titleField: 'name',
  life: { facts: stageFacts, prepare: prepareStage, learn: noteLast },
}

/** There is one default: the newest wish wins. One in the bin is told to step back when it returns. */
async function takeDefault(ctx: Context, to: Write, steps: readonly Step<Pipeline>[], by: By): Promise<void> {
  const newest = steps.findLast(({ before, after }) => after.isDefault && !before?.isDefault)
  if (!newest) return
  await takeTurns(to.tx)
  const former = await to.tx<{ id: string }[]>`
    select id from pipeline
    where workspace_id = ${ctx.workspaceId} and is_default and deleted_at is null and id <> ${newest.after.id}`
  if (former.length === 0) return
  const records = await lockRecords(
    to.tx,
    pipelineEntity,
    former.map(({ id }) => id),
  )
  await writeBatch(
    ctx,
    to,
    pipelineEntity,
    records.map(before => ({ before, values: { isDefault: false } })),
    by,
  )
}
