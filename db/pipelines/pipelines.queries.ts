import type postgres from 'postgres'
import type { Tx } from '../core/database'
import type { StagePlace } from './pipelines.model'

/** Which stages a batch of deals may lead to. */
export interface StagesAsked {
  /** These, wherever they are. */
  ids: readonly string[]
  /** The first open one of each of these. */
  firstOf: readonly string[]
  /** The first open one of the default pipeline. */
  first: boolean
  /** All of the workspace's. */
  all: boolean
}

/**
 * Stages in the order in which a deal without one takes the first open one: those of the default pipeline, then by place. They stay out of the bin
 * until the transaction ends.
 */
export async function placesOf(
  workspaceId: string,
  tx: Tx,
  { ids, firstOf, first, all }: StagesAsked,
): Promise<StagePlace[]> {
  const openOf = (where: postgres.Fragment) => tx`
    select o.id from stage o join pipeline q on q.id = o.pipeline_id
    where o.workspace_id = ${workspaceId} and o.kind = 'open' and o.deleted_at is null and q.deleted_at is null ${where}
    order by q.is_default desc, q.position, o.position limit 1`
  const wanted = [
    ...(all ? [tx`s.deleted_at is null and p.deleted_at is null`] : []),
    ...(ids.length ? [tx`s.id = any(${[...ids]}::uuid[])`] : []),
    ...(first ? [tx`s.id = (${openOf(tx``)})`] : []),
    ...firstOf.map(id => tx`s.id = (${openOf(tx`and q.id = ${id}`)})`),
  ]
  if (wanted.length === 0) return []
  const found = await tx<StagePlace[]>`
    select s.id, s.pipeline_id, s.kind, s.name, s.deleted_at is null and p.deleted_at is null as live
    from stage s join pipeline p on p.id = s.pipeline_id
    where s.workspace_id = ${workspaceId} and (${wanted.reduce((one, other) => tx`${one} or ${other}`)})
    order by p.is_default desc, p.position, s.position for key share of s, p`
  return [...found]
}
