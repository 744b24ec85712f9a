import type * as v from 'valibot'
import { authorise, type Context } from '../core/context'
import type { Tx } from '../core/database'
import { notFound } from '../core/errors'
import { checkVersion, type ExpectedVersion } from '../core/expected-version'
import { parse } from '../core/parse'
import { write } from '../events/write'
import { lockRecord } from '../records/read-record'
import { checkNamed } from '../records/references'
import { checkScope } from '../records/scope'
import { changeRecord } from '../records/update-record'
import { dealEntity } from './deals.entity'
import type { Deal } from './deals.model'
import { needsRenumbering, positionBetween } from './deals.rules'
import { MoveDeal } from './move-deal.model'

/**
 * Moves a deal to a stage and a place in its column. `above` is the deal it lands under, null for the top.
 * Throws `invalid` with the rule that refused (`deal.reason_needed`, those of `stage-entry.rules.ts`) or for an `above` that the asker may not read, `stale`, `not_found`, `forbidden`.
 */
export async function moveDeal(
  ctx: Context,
  id: string,
  input: unknown,
  version?: ExpectedVersion,
): Promise<Deal> {
  authorise(ctx, 'deal', 'update')
  const { above, closeReason, closeNote, lostToId, ...to } = parse(MoveDeal, input) as v.InferOutput<
    typeof MoveDeal
  >
  const stageId = to.stageId.toLowerCase()
  return write(ctx, async to => {
    // Who drops cards into one column takes turns: each finds where the others' cards lie, and a column is numbered anew by one alone.
    await to.tx`select pg_advisory_xact_lock(hashtextextended(${`column ${stageId}`}, 0))`
    const before = await lockRecord(to.tx, dealEntity, id)
    if (!before || before.deletedAt) throw notFound('deal')
    await checkScope(ctx, to.tx, dealEntity, before, 'update')
    checkVersion(version, before.version)
    // One that has left the column meanwhile, also for the bin, is nobody's mistake: the card then lands on top.
    if (above) await checkNamed(ctx, to.tx, { id: above, table: 'deal', pointer: '/above', binned: true })
    const position =
      above === undefined && before.stageId === stageId
        ? before.position
        : await placeUnder(to.tx, stageId, above ?? null, id)
    return changeRecord(ctx, to, dealEntity, before, {
      stageId,
      position,
      closeReason,
      closeNote,
      lostToId,
    })
  })
}

async function placeUnder(tx: Tx, stageId: string, above: string | null, moved: string): Promise<number> {
  const [gap] = await neighbours(tx, stageId, above, moved)
  if (!gap || !needsRenumbering(gap.above, gap.below))
    return positionBetween(gap?.above ?? null, gap?.below ?? null)
  await tx`
    update deal d set position = n.position from (
      select id, row_number() over (order by position, id)::float8 as position from deal where stage_id = ${stageId} and deleted_at is null) n
    where d.id = n.id`
  const [fresh] = await neighbours(tx, stageId, above, moved)
  return positionBetween(fresh!.above, fresh!.below)
}

const neighbours = (tx: Tx, stageId: string, above: string | null, moved: string) => tx<
  { above: number | null; below: number | null }[]
>`
  with upper as (select position, id from deal where id = ${above}::uuid and stage_id = ${stageId} and deleted_at is null)
  select (select position from upper) as above,
    (select min(d.position) from deal d where d.stage_id = ${stageId} and d.deleted_at is null and d.id <> ${moved}
      and ((select position from upper) is null or (d.position, d.id) > (select position, id from upper))) as below`
