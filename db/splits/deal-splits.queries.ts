import { authorise, type Context } from '../core/context'
import { readOnce } from '../core/database'
import { forbidden, notFound } from '../core/errors'
import { mayRead } from '../core/grants.rules'
import { isUuid } from '../core/ids'
import { dealEntity } from '../deals/deals.entity'
import { scopeSql } from '../records/scope'
import type { DealSplits } from './splits.model'
import { partsOf } from './splits.rules'

interface Found extends Omit<DealSplits, 'splits'> {
  splits: Omit<DealSplits['splits'][number], 'amountMinor'>[]
}

/** Between whom a deal is split, and what each has of its amount. Throws `not_found`, and `forbidden` for a role that may not read the split. */
export async function readSplits(ctx: Context, dealId: string): Promise<DealSplits> {
  const scope = authorise(ctx, 'deal', 'read')
  checkMayReadSplit(ctx)
  if (!isUuid(dealId)) throw notFound('deal')
  const [found] = await readOnce(
    ctx,
    sql => sql<Found[]>`
      select t.version, t.amount_minor, t.amount_currency as currency,
        (select coalesce(json_agg(json_build_object('memberId', s.member_id, 'name', m.name, 'left', m.deleted_at is not null,
            'points', s.points, 'role', s.role) order by s.position), '[]')
          from deal_split s join member m on m.id = s.member_id where s.deal_id = t.id) as splits
      from deal t where t.id = ${dealId} and t.workspace_id = ${ctx.workspaceId} and t.deleted_at is null ${scopeSql(ctx, sql, dealEntity, scope)}`,
  )
  if (!found) throw notFound('deal')
  const told = mayRead(ctx.access, 'deal', 'amount') && found.amountMinor !== null
  const amountMinor = told ? Number(found.amountMinor) : null
  const parts =
    amountMinor === null
      ? []
      : partsOf(
          amountMinor,
          found.splits.map(({ points }) => points),
        )
  return {
    currency: told ? found.currency : null,
    amountMinor,
    splits: found.splits.map((split, at) => ({ ...split, amountMinor: parts[at] ?? null })),
    version: found.version,
  }
}

/** Who may read the field that tells of the split in words may read the split. */
export function checkMayReadSplit(ctx: Context): void {
  if (!mayRead(ctx.access, 'deal', 'split'))
    throw forbidden(`Your role (${ctx.access.role}) may not read how a deal is split.`, 'deal.read.split')
}
