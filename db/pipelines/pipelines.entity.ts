import type { Tx } from '../core/database'
import { refused } from '../core/errors'
import type { Change, Entity } from '../records/entity'
import { pipelineKeys, stageKeys } from './pipelines.keys'
import { PipelineModel, StageModel } from './pipelines.model'

export const pipelineEntity: Entity = {
  name: 'pipeline',
  area: 'pipelines',
  model: PipelineModel,
  keys: pipelineKeys,
  titleField: 'name',
  prepare: async (_ctx, { tx }, { before, values }) => {
    if (!before && values.position === undefined) values.position = await lastPosition(tx, 'pipeline')
    // There is one default: the newest wish wins.
    if (values.isDefault === true)
      await tx`update pipeline set is_default = false, version = version + 1 where is_default and id is distinct from ${before?.id ?? null}`
  },
  mayArchive: async ({ tx }, record) => {
    const [busy] =
      await tx`select 1 from deal where pipeline_id = ${record.id} and deleted_at is null limit 1`
    if (busy) throw refused('pipeline.has_deals', 'A pipeline with deals stays. Move its deals first.')
  },
}

export const stageEntity: Entity = {
  name: 'stage',
  area: 'stages',
  model: StageModel,
  keys: stageKeys,
  titleField: 'name',
  prepare: async (_ctx, { tx }, change) => {
    checkProbability(change)
    const { before, values } = change
    if (!before && values.position === undefined) values.position = await lastPosition(tx, 'stage')
    if (before && values.pipelineId !== undefined)
      throw refused('stage.moves_pipeline', 'A stage stays in its pipeline.', {})
    if (before && values.kind !== undefined) await refuseBusy(tx, before.id)
  },
  mayArchive: async ({ tx }, record) => refuseBusy(tx, record.id),
}

async function refuseBusy(tx: Tx, stageId: string): Promise<void> {
  const [busy] = await tx`select 1 from deal where stage_id = ${stageId} and deleted_at is null limit 1`
  if (busy)
    throw refused('stage.has_deals', 'A stage with deals keeps its kind and stays. Move its deals first.')
}

function checkProbability({ before, values }: Change): void {
  const kind = values.kind ?? before?.kind
  if (kind === 'won') values.probability = 100
  if (kind === 'lost') values.probability = 0
  const probability = values.probability as number | null | undefined
  if (probability != null && (probability < 0 || probability > 100))
    throw refused('stage.probability', 'A probability is a percentage from 0 to 100.', { probability })
}

async function lastPosition(tx: Tx, table: 'pipeline' | 'stage'): Promise<number> {
  const [last] = await tx<{ position: number | null }[]>`select max(position) as position from ${tx(table)}`
  return (last?.position ?? 0) + 1
}
