import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import { snakeCase } from '../core/names.rules'
import type { Write } from '../events/write'
import type { By, Step } from '../records/change.model'

/** What an activity can be about, in the order in which other verbs lock it: a deal that is won goes on to its customer. */
export const related = {
  leadId: 'lead',
  ticketId: 'ticket',
  dealId: 'deal',
  contactId: 'contact',
  customerId: 'customer',
} as const
export type Related = (typeof related)[keyof typeof related]

/** A record that an activity can be about, as far as it matters here. */
interface Followed {
  id: string
  lastActivityAt: string | null
}

/**
 * A hand never tells when something was last done with a record, but a file may, of a time before the activities that are here and not of these; and
 * an undo takes back what it told.
 */
export const keepLastActivity =
  (entity: Related) =>
  async (ctx: Context, { tx }: Write, steps: readonly Step<Followed>[], by: By): Promise<void> => {
    const told = steps.flatMap(({ before, after }) =>
      before && before.lastActivityAt !== after.lastActivityAt ? [after.id] : [],
    )
    if (by.putsBack) await findLastActivity(ctx, tx, entity, told, by)
    else await raiseLastActivity(ctx, tx, entity, told)
  }

/**
 * Finds the `lastActivityAt` of records anew: the newest activity about each that is not in the bin, which its index tells, or what an import said of a
 * time before the activities that are here, if that is later. What an import said that was undone does not count.
 */
export async function findLastActivity(
  ctx: Context,
  tx: Tx,
  entity: Related,
  ids: readonly string[],
  by: By,
): Promise<void> {
  if (ids.length === 0) return
  // Whoever notes an activity meanwhile waits here, and then adds to what was found.
  await tx`select 1 from ${tx(entity)} where id = any(${[...ids]}::uuid[]) order by id for update`
  await tx`
    update ${tx(entity)} t set last_activity_at = greatest(${newest(ctx, tx, entity)}, (
      select (e.after ->> 'lastActivityAt')::timestamptz from event e
      where e.workspace_id = ${ctx.workspaceId} and e.subject_id = t.id and e.kind in (${`${entity}.created`}, ${`${entity}.updated`})
        and e.cause_type = 'import' and e.cause_id is distinct from ${by.undoes}::uuid and e.after ? 'lastActivityAt'
        and not exists (select from event u where u.workspace_id = e.workspace_id and u.subject_id = e.subject_id and u.cause_id = e.cause_id and u.cause_type = 'undo')
      order by e.seq desc limit 1))
    where t.id = any(${[...ids]}::uuid[])`
}

/** Puts the `lastActivityAt` that a file told forward where an activity is later than the file knew. */
async function raiseLastActivity(
  ctx: Context,
  tx: Tx,
  entity: Related,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return
  await tx`
    update ${tx(entity)} t set last_activity_at = greatest(t.last_activity_at, ${newest(ctx, tx, entity)})
    where t.id = any(${[...ids]}::uuid[])`
}

/** When the newest activity about row `t` was. */
const newest = (ctx: Context, tx: Tx, entity: Related) => tx`(
  select a.occurred_at from activity a
  where a.workspace_id = ${ctx.workspaceId} and a.${tx(`${snakeCase(entity)}_id`)} = t.id and a.deleted_at is null and a.occurred_at is not null
  order by a.occurred_at desc nulls last limit 1)`
