import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import type { Change } from '../records/change.model'
import type { Pipeline, Stage } from './pipelines.model'
import type { PipelineFacts, StageFacts } from './pipelines.rules'

export async function pipelineFacts(
  ctx: Context,
  tx: Tx,
  changes: readonly Change<Pipeline>[],
): Promise<PipelineFacts> {
  const isBack = changes.some(({ before, values }) => values.deletedAt === null && before?.isDefault)
  if (isBack) await takeTurns(tx)
  const isPlaced = changes.some(({ before, values }) => !before && values.position === undefined)
  const going = changes.flatMap(({ id, values }) => (values.deletedAt ? [id] : []))
  const [known] =
    isBack || isPlaced
      ? await tx<{ last: number | null; hasDefault: boolean }[]>`
          select max(position) as last, coalesce(bool_or(is_default and deleted_at is null), false) as has_default
          from pipeline where workspace_id = ${ctx.workspaceId}`
      : []
  const busy = going.length
    ? await tx<{ id: string }[]>`
        select distinct pipeline_id as id from deal
        where workspace_id = ${ctx.workspaceId} and pipeline_id = any(${going}::uuid[]) and deleted_at is null`
    : []
  return {
    last: known?.last ?? null,
    hasDefault: known?.hasDefault ?? false,
    busy: new Set(busy.map(({ id }) => id)),
  }
}

/** Two that become the default at the same moment: the second sees the first. */
export const takeTurns = (tx: Tx) =>
  tx`select pg_advisory_xact_lock(hashtextextended('default pipeline ' || current_setting('app.workspace'), 0))`

export async function stageFacts(
  ctx: Context,
  tx: Tx,
  changes: readonly Change<Stage>[],
): Promise<StageFacts> {
  const asked = changes.flatMap(({ id, before, values }) =>
    values.deletedAt || (before && values.kind !== undefined) ? [id] : [],
  )
  const isPlaced = changes.some(({ before, values }) => !before && values.position === undefined)
  const [known] = isPlaced
    ? await tx<{ last: number | null }[]>`
        select max(position) as last from stage where workspace_id = ${ctx.workspaceId}`
    : []
  const busy = asked.length
    ? await tx<{ id: string; live: boolean }[]>`
        select stage_id as id, bool_or(deleted_at is null) as live from deal
        where workspace_id = ${ctx.workspaceId} and stage_id = any(${asked}::uuid[]) group by 1`
    : []
  return {
    last: known?.last ?? null,
    busy: new Set(busy.flatMap(({ id, live }) => (live ? [id] : []))),
    everBusy: new Set(busy.map(({ id }) => id)),
  }
}
