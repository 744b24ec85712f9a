import type { Context } from '../core/context'
import { allOf, type Tx } from '../core/database'
import { pricingsOf, undecidedOf } from '../lines/pricing.queries'
import { placesOf } from '../pipelines/pipelines.queries'
import { discountsNeeded } from '../pipelines/stage-rules.model'
import { pathsOf } from '../pipelines/stage-rules.queries'
import type { By, Change } from '../records/change.model'
import { approvedBy } from './approved-move'
import type { Deal } from './deals.model'
import type { DealFacts } from './deals.rules'

const noPaths: Awaited<ReturnType<typeof pathsOf>> = { paths: new Map(), custom: {} }

/** The stages to which a batch of deals may go, or come back, and by which rules. */
export async function dealFacts(
  ctx: Context,
  tx: Tx,
  changes: readonly Change<Deal>[],
  by: By,
): Promise<DealFacts> {
  const ids = new Set<string>()
  const firstOf = new Set<string>()
  let first = false
  let ruled = false
  for (const { before, values } of changes) {
    const { stageId, pipelineId, deletedAt, closeReason, closeNote, lostToId } = values
    if (stageId) ids.add(stageId)
    else if (deletedAt === null && before?.stageId) ids.add(before.stageId)
    else if (pipelineId) firstOf.add(pipelineId)
    else if (!before) first = true
    ruled ||= !before || !!stageId || !!pipelineId
    ruled ||= [closeReason, closeNote, lostToId].some(said => said !== undefined)
  }
  const priced = changes.flatMap(({ before, values, id }) =>
    before && (values.amount !== undefined || by.tellsHistory || by.putsBack) ? [id] : [],
  )
  const [stages, { paths, custom }, approved, pricings] = await allOf([
    // How a deal came out may lead it to any stage of the pipeline that it is in.
    placesOf(ctx.workspaceId, tx, { ids: [...ids], firstOf: [...firstOf], first, all: by.tellsHistory }),
    ruled || by.tellsHistory ? pathsOf(tx) : Promise.resolve(noPaths),
    approvedBy(ctx, tx),
    pricingsOf(tx, priced),
  ])
  const asked = [...paths.values()].some(({ rules }) =>
    Object.values(rules.stages).some(({ needs }) => needs.includes(discountsNeeded)),
  )
  const undecided = asked
    ? await undecidedOf(
        tx,
        changes.map(({ id }) => id),
      )
    : new Set<string>()
  const { memberId, task } = ctx.access
  // What Sextant does with a deal by itself the settings of an administrator have it do.
  const role = task ? 'admin' : ctx.access.role
  return {
    stages,
    undecided,
    pricings,
    paths,
    custom,
    approved,
    mover: { memberId, role },
    timeZone: ctx.timeZone,
  }
}
