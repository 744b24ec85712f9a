import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import { placesOf } from '../pipelines/pipelines.queries'
import type { By, Change } from '../records/change.model'
import type { Deal } from './deals.model'
import type { DealFacts } from './deals.rules'

/** The stages to which a batch of deals may go, or come back. */
export async function dealFacts(
  { workspaceId }: Context,
  tx: Tx,
  changes: readonly Change<Deal>[],
  by: By,
): Promise<DealFacts> {
  const ids = new Set<string>()
  const firstOf = new Set<string>()
  let first = false
  for (const { before, values } of changes) {
    const { stageId, pipelineId, deletedAt } = values
    if (stageId) ids.add(stageId)
    else if (deletedAt === null && before?.stageId) ids.add(before.stageId)
    else if (pipelineId) firstOf.add(pipelineId)
    else if (!before) first = true
  }
  // How a deal came out may lead it to any stage of the pipeline that it is in.
  const stages = await placesOf(workspaceId, tx, {
    ids: [...ids],
    firstOf: [...firstOf],
    first,
    all: by.tellsHistory,
  })
  return { stages }
}
