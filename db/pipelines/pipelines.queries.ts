import type { Tx } from '../core/database'
import { invalid, refused } from '../core/errors'
import type { StageKind } from './pipelines.model'

export interface StageRow {
  id: string
  pipelineId: string
  kind: StageKind
  name: string
}

/** The stage asked for, else the pipeline's first open one, else that of the default pipeline. It stays out of the bin until the transaction ends. */
export async function stageFor(tx: Tx, stageId: unknown, pipelineId: unknown): Promise<StageRow> {
  const [stage] = await tx<StageRow[]>`
    select s.id, s.pipeline_id, s.kind, s.name from stage s join pipeline p on p.id = s.pipeline_id
    where s.deleted_at is null and p.deleted_at is null
      ${stageId ? tx`and s.id = ${stageId as string}` : tx`and s.kind = 'open'`}
      ${pipelineId ? tx`and p.id = ${pipelineId as string}` : tx``}
    order by p.is_default desc, p.position, s.position limit 1 for key share of s, p`
  if (stage) return stage
  if (stageId)
    throw invalid([
      {
        pointer: '/stageId',
        code: 'reference_missing',
        message: 'There is no such stage in this pipeline.',
        params: { field: 'stageId', entity: 'stage' },
      },
    ])
  throw refused('deal.no_pipeline', 'There is no pipeline with an open stage yet.')
}
