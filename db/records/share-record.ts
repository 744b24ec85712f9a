import { authorise, type Context } from '../core/context'
import type { Tx } from '../core/database'
import { forbidden, notFound } from '../core/errors'
import { isUuid, uuidv7 } from '../core/ids'
import { parse } from '../core/parse'
import { momentOf } from '../core/time-zone.rules'
import { write } from '../events/write'
import { mayShare, ownedKind, wrongShare } from './may-share'
import { lockRecord } from './read-record'
import { checkScope } from './scope'
import { shareEvents } from './share.events'
import { type Share, ShareCreate } from './share.model'
import { readShare } from './shares.queries'

const dayMs = 86_400_000

/**
 * Shares one record with a person or a team, to read or to write, until a day or until somebody ends it. Who has it shared already has it as it is said now. Only who may change
 * the record by their role may: not who has it shared themselves. The role of whom it is shared with decides what they may do with such records at all.
 * Throws `not_found`, `forbidden`, `invalid` (nobody or both named, somebody of elsewhere, a day that is over, a kind without owners).
 */
export async function shareRecord(ctx: Context, input: unknown): Promise<Share> {
  const asked = parse(ShareCreate, input) as ShareCreate
  const entity = ownedKind(asked.entity)
  authorise(ctx, entity.name, 'update')
  return write(ctx, async ({ tx, emit }) => {
    const record = await lockRecord(tx, entity, asked.recordId)
    if (!record || record.deletedAt) throw notFound(entity.name)
    await checkScope(ctx, tx, entity, record, 'update')
    if (!mayShare(ctx, entity, record))
      throw forbidden('Who has a record shared with them does not share it on.', 'share.borrowed')
    const whom = await recipientOf(tx, asked)
    const now = ctx.clock()
    const endsAt = asked.until ? endOf(asked.until, ctx.timeZone) : null
    if (endsAt !== null && endsAt <= now.getTime())
      throw wrongShare('/until', 'in_the_past', 'Choose a day that is not over.')
    const ends = endsAt === null ? null : new Date(endsAt).toISOString()
    const id = uuidv7()
    // One that has ended by itself makes room.
    await tx`
      update record_share set ended_at = ends_at
      where record_id = ${record.id} and ended_at is null and ends_at <= ${now.toISOString()}`
    const [kept] = await tx<{ id: string }[]>`
      insert into record_share ${tx({
        id,
        workspace_id: ctx.workspaceId,
        entity: entity.name,
        record_id: record.id,
        member_id: whom.memberId,
        team_id: whom.teamId,
        level: asked.level,
        ends_at: ends,
        made_by: ctx.access.memberId,
        created_at: now.toISOString(),
      })}
      on conflict (workspace_id, record_id, coalesce(member_id, team_id)) where ended_at is null
      do update set level = excluded.level, ends_at = excluded.ends_at, made_by = excluded.made_by returning id`
    emit(
      shareEvents.shared(
        { type: entity.name, id: record.id },
        {
          with: whom.memberId ? 'member' : 'team',
          name: whom.name,
          level: asked.level,
          until: asked.until ?? null,
        },
      ),
    )
    return readShare(tx, kept!.id)
  })
}

/** Ends a share. Doing it twice is doing it once. Whoever made it may, whoever it is shared with, and who may change the record by their role. */
export async function endShare(ctx: Context, id: string): Promise<void> {
  if (!isUuid(id)) throw notFound('share')
  await write(ctx, async ({ tx, emit }) => {
    const [held] = await tx`select 1 from record_share where id = ${id} for update`
    if (!held) throw notFound('share')
    const share = await readShare(tx, id)
    const entity = ownedKind(share.entity)
    const record = await lockRecord(tx, entity, share.recordId)
    const { memberId } = ctx.access
    const isTheirs = memberId !== null && [share.madeBy, share.memberId].includes(memberId)
    if (!record) throw notFound('share')
    if (!isTheirs) {
      authorise(ctx, entity.name, 'update')
      await checkScope(ctx, tx, entity, record, 'update')
      if (!mayShare(ctx, entity, record))
        throw forbidden('Who has a record shared with them does not end what others have.', 'share.borrowed')
    }
    const ended = await tx`
      update record_share set ended_at = ${ctx.clock().toISOString()} where id = ${id} and ended_at is null returning 1`
    if (ended.length)
      emit(
        shareEvents.unshared(
          { type: entity.name, id: record.id },
          { with: share.memberId ? 'member' : 'team', name: share.name ?? '' },
        ),
      )
  })
}

async function recipientOf(
  tx: Tx,
  { memberId = null, teamId = null }: ShareCreate,
): Promise<{ memberId: string | null; teamId: string | null; name: string }> {
  if (Boolean(memberId) === Boolean(teamId))
    throw wrongShare('/memberId', 'share_whom', 'Say with whom: a person or a team, one of them.')
  const [found] = memberId
    ? await tx<{ name: string }[]>`select name from member where id = ${memberId} and deleted_at is null`
    : await tx<{ name: string }[]>`select name from team where id = ${teamId}`
  if (!found)
    throw wrongShare(
      memberId ? '/memberId' : '/teamId',
      'reference_missing',
      'This person or team is not here.',
    )
  return { memberId, teamId, name: found.name }
}

/** The moment at which a day is over, by somebody's clock, as epoch milliseconds. */
function endOf(day: string, timeZone: string): number {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + dayMs).toISOString().slice(0, 10)
  return momentOf(`${next}T00:00:00`, timeZone)!
}
