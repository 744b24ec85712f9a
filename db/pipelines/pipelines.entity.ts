import { areas } from '../core/areas.model'
import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import { refused } from '../core/errors'
import type { Write } from '../events/write'
import type { Change, Entity } from '../records/entity'
import { pipelineEvents, stageEvents } from './pipelines.events'
import { pipelineKeys, stageKeys } from './pipelines.keys'
import { PipelineModel, StageModel } from './pipelines.model'

export const pipelineEntity: Entity = {
  name: 'pipeline',
  area: areas.pipeline,
  model: PipelineModel,
  events: pipelineEvents,
  keys: pipelineKeys,
  titleField: 'name',
  prepare: async (ctx, write, { before, values }) => {
    if (!before && values.position === undefined) values.position = await lastPosition(write.tx, 'pipeline')
    if (values.isDefault === true) await takeDefault(ctx, write, before?.id ?? null)
  },
  mayRestore: async ({ tx }, { isDefault }) => {
    if (!isDefault) return undefined
    await takeTurns(tx)
    const [other] = await tx`select 1 from pipeline where is_default and deleted_at is null`
    return other && { isDefault: false }
  },
  mayArchive: async ({ tx }, record) => {
    const [busy] =
      await tx`select 1 from deal where pipeline_id = ${record.id} and deleted_at is null limit 1`
    if (busy) throw refused('pipeline.has_deals', 'A pipeline with deals stays. Move its deals first.')
  },
}

/** There is one default: the newest wish wins. One in the bin is told to step back when it returns. */
async function takeDefault(ctx: Context, { tx, emit }: Write, id: string | null): Promise<void> {
  await takeTurns(tx)
  const former = await tx<{ id: string; version: number }[]>`
    update pipeline set is_default = false, version = version + 1, updated_at = ${ctx.clock().toISOString()}
    where is_default and deleted_at is null and id is distinct from ${id} returning id, version`
  emit(
    ...former.map(({ id, version }) =>
      pipelineEvents.updated(id, { version }, { before: { isDefault: true }, after: { isDefault: false } }),
    ),
  )
}

/** Two that become the default at the same moment: the second sees the first. */
const takeTurns = (tx: Tx) =>
  tx`select pg_advisory_xact_lock(hashtextextended('default pipeline ' || current_setting('app.workspace'), 0))`

export const stageEntity: Entity = {
  name: 'stage',
  area: areas.stage,
  model: StageModel,
  events: stageEvents,
  keys: stageKeys,
  titleField: 'name',
  prepare: async (_ctx, { tx }, change) => {
    checkProbability(change)
    const { before, values } = change
    if (!before && values.position === undefined) values.position = await lastPosition(tx, 'stage')
    if (before && values.pipelineId !== undefined)
      throw refused('stage.moves_pipeline', 'A stage stays in its pipeline.', {})
    if (before && values.kind !== undefined) await refuseBusy(tx, before.id, true)
  },
  mayArchive: async ({ tx }, record) => refuseBusy(tx, record.id),
}

/** A deal in the bin counts where it would come back to a stage that means something else. */
async function refuseBusy(tx: Tx, stageId: string, orInBin = false): Promise<void> {
  const [busy] =
    await tx`select 1 from deal where stage_id = ${stageId} and (deleted_at is null or ${orInBin}) limit 1`
  if (busy)
    throw refused('stage.has_deals', 'A stage with deals keeps its kind and stays. Move its deals first.')
}

function checkProbability({ before, values }: Change): void {
  const kind = values.kind ?? before?.kind
  if (kind === 'won') values.probability = 100
  if (kind === 'lost') values.probability = 0
  // The certainty of a closing stage is not that of an open one.
  if (before && values.kind === 'open' && values.probability === undefined) values.probability = null
  const probability = values.probability as number | null | undefined
  if (probability != null && (probability < 0 || probability > 100))
    throw refused('stage.probability', 'A probability is a percentage from 0 to 100.', { probability })
}

async function lastPosition(tx: Tx, table: 'pipeline' | 'stage'): Promise<number> {
  const [last] = await tx<{ position: number | null }[]>`select max(position) as position from ${tx(table)}`
  return (last?.position ?? 0) + 1
}
