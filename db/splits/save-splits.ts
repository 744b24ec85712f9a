import { authorise, type Context } from '../core/context'
import type { Tx } from '../core/database'
import { invalid, notFound, refused } from '../core/errors'
import { checkVersion, type ExpectedVersion } from '../core/expected-version'
import { parse } from '../core/parse'
import { dealEntity } from '../deals/deals.entity'
import { write } from '../events/write'
import { lockRecord } from '../records/read-record'
import { checkScope } from '../records/scope'
import { changeRecord } from '../records/update-record'
import { checkMayReadSplit, readSplits } from './deal-splits.queries'
import { type DealSplits, type SplitInput, SplitsSave } from './splits.model'
import { faultOf, percentOf, sumOf } from './splits.rules'

interface Person {
  id: string
  name: string
  left: boolean
  /** They share the deal already. */
  shares: boolean
}

/**
 * Writes between whom a deal is split, all at once; nobody takes the split away. Throws `refused` where the shares do not sum to 100 % (`split.sum`), one is not above zero
 * (`split.share`), somebody is there twice (`split.twice`), or somebody who has left is there anew (`split.left`); `stale`, `not_found`, `forbidden`.
 */
export async function saveSplits(
  ctx: Context,
  dealId: string,
  input: unknown,
  version?: ExpectedVersion,
): Promise<DealSplits> {
  authorise(ctx, 'deal', 'update')
  checkMayReadSplit(ctx)
  const { splits } = parse(SplitsSave, input)
  await write(ctx, async to => {
    const before = await lockRecord(to.tx, dealEntity, dealId)
    if (!before || before.deletedAt) throw notFound('deal')
    await checkScope(ctx, to.tx, dealEntity, before, 'update')
    checkVersion(version, before.version)
    const people = await peopleOf(to.tx, dealId, splits)
    checkShares(splits, people)
    await to.tx`delete from deal_split where deal_id = ${dealId}`
    if (splits.length)
      await to.tx`
        insert into deal_split ${to.tx(
          splits.map(({ memberId, points, role }, position) => ({
            workspace_id: ctx.workspaceId,
            deal_id: dealId,
            member_id: memberId,
            position,
            points,
            role,
          })),
        )}`
    await changeRecord(ctx, to, dealEntity, before, { split: inWords(splits, people) })
  })
  return readSplits(ctx, dealId)
}

/** The people who are named, in their order. */
async function peopleOf(tx: Tx, dealId: string, splits: readonly SplitInput[]): Promise<Person[]> {
  const found = await tx<Person[]>`
    select m.id, m.name, m.deleted_at is not null as left,
      exists (select from deal_split s where s.deal_id = ${dealId} and s.member_id = m.id) as shares
    from member m where m.id = any(${splits.map(({ memberId }) => memberId)}::uuid[])`
  return splits.map(({ memberId }, at) => {
    const person = found.find(({ id }) => id === memberId.toLowerCase())
    if (!person)
      throw invalid([
        {
          pointer: `/splits/${at}/memberId`,
          code: 'reference_missing',
          message: 'There is no such member here.',
          params: { field: 'memberId', entity: 'member' },
        },
      ])
    return person
  })
}

function checkShares(splits: readonly SplitInput[], people: readonly Person[]): void {
  const leaver = people.find(({ left, shares }) => left && !shares)
  if (leaver)
    throw refused('split.left', `${leaver.name} has left: nobody who left is given a share.`, {
      name: leaver.name,
    })
  const fault = faultOf(splits)
  if (!fault) return
  const name = people[fault.at ?? 0]!.name
  if (fault.rule === 'split.sum') {
    const sum = percentOf(sumOf(splits))
    throw refused('split.sum', `The shares sum to ${sum} %. They have to come to 100 %.`, { sum })
  }
  throw refused(
    fault.rule,
    fault.rule === 'split.twice'
      ? `${name} is there twice.`
      : `The share of ${name} is above 0 % and at most 100 %.`,
    { name },
  )
}

/** As the deal tells it in lists and in its history: “Sara Ahmed 60%, Omar Haddad 40% (overlay)”; null where it is not split. */
const inWords = (splits: readonly SplitInput[], people: readonly Person[]): string | null =>
  splits
    .map(({ points, role }, at) => `${people[at]!.name} ${percentOf(points)}%${role ? ` (${role})` : ''}`)
    .join(', ') || null
