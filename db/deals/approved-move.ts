import type { Context } from '../core/context'
import type { Tx } from '../core/database'

/** The move that the approval in whose name is written allows. */
export async function approvedBy(
  { cause }: Context,
  tx: Tx,
): Promise<{ dealId: string; stageId: string } | undefined> {
  if (cause?.type !== 'approval') return undefined
  const [approved] = await tx<{ dealId: string; stageId: string }[]>`
    select deal_id, stage_id from deal_approval where id = ${cause.id} and state = 'approved'`
  return approved
}
