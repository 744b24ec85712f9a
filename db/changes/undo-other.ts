import { memberEvents, teamEvents } from '../access/access.events'
import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import { snakeCase } from '../core/names.rules'
import type { NewEvent } from '../events/event.model'
import type { Write } from '../events/write'
import { customFieldEvents } from '../fields/custom-field.events'
import { registered } from '../records/registry'
import type { Conflict, Inverse } from './inverse.rules'
import type { Undone } from './undo-records'

/** Takes back what is no record: custom fields, members and teams that a cause made go when nobody uses them. Anything else has no inverse. */
export async function undoOther(
  ctx: Context,
  { tx, emit }: Write,
  subjectType: string,
  inverses: readonly Inverse[],
): Promise<Undone> {
  const outcome: Undone = { undone: 0, conflicts: [] }
  const handle = handlers[subjectType]
  if (!handle) return outcome
  for (const inverse of inverses) {
    const result = await handle(ctx, tx, inverse)
    const { subjectId, name } = inverse
    if (typeof result === 'object') {
      outcome.undone += 1
      emit(result)
    } else if (result) outcome.conflicts.push({ subjectType, subjectId, name, reason: result })
  }
  return outcome
}

/** Gives what was done, or why it was not; undefined when there is nothing to take back. */
type Handler = (ctx: Context, tx: Tx, inverse: Inverse) => Promise<NewEvent | Conflict['reason'] | undefined>

const handlers: Record<string, Handler> = {
  async custom_field(ctx, tx, { subjectId, made, name }) {
    const [field] = await tx<
      { entity: string; key: string }[]
    >`select entity, key from custom_field where id = ${subjectId} and deleted_at is null for update`
    if (!made || !field) return undefined
    const [used] =
      await tx`select 1 from ${tx(field.entity)} where deleted_at is null and custom ? ${field.key} limit 1`
    if (used) return 'in_use'
    await tx`update custom_field set deleted_at = ${ctx.clock().toISOString()} where id = ${subjectId}`
    return customFieldEvents.archived(subjectId, { name })
  },
  async member(ctx, tx, { subjectId, made, fields, name }) {
    const [member] = await tx<
      { userId: string | null }[]
    >`select user_id from member where id = ${subjectId} and deleted_at is null for update`
    if (!member) return undefined
    if (!made) {
      await tx`update member set team_id = ${(fields.teamId as string | null) ?? null} where id = ${subjectId}`
      return memberEvents.updated(subjectId, {}, { after: fields })
    }
    if (member.userId) return 'in_use'
    for (const entity of registered())
      for (const [key, field] of Object.entries(entity.model.fields)) {
        if (field.refersTo !== 'member' || field.traits.readOnly) continue
        const [owned] = await tx`
          select 1 from ${tx(entity.name)} where workspace_id = ${ctx.workspaceId} and ${tx(snakeCase(key))} = ${subjectId} and deleted_at is null limit 1`
        if (owned) return 'in_use'
      }
    await tx`update member set deleted_at = ${ctx.clock().toISOString()} where id = ${subjectId}`
    return memberEvents.archived(subjectId, { name })
  },
  async team(_ctx, tx, { subjectId, made, name }) {
    const [used] = await tx`
      select 1 from member where team_id = ${subjectId} and deleted_at is null
      union all select 1 from team where parent_id = ${subjectId} limit 1`
    if (!made) return undefined
    if (used) return 'in_use'
    const gone = await tx`delete from team where id = ${subjectId} returning 1`
    return gone.length ? teamEvents.archived(subjectId, { name }) : undefined
  },
}
