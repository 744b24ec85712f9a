import { noteAudit } from '@sextant/db/audit/note-audit'
import type { Clock } from '@sextant/db/core/clock'
import type { Context } from '@sextant/db/core/context'
import type { Fault } from '@sextant/db/core/errors'
import { objects } from '@sextant/db/core/grants.rules'
import { isUuid } from '@sextant/db/core/ids'

/** The same refusal of the same asker is noted once in so long: a program that asks again and again fills no book. */
const quietMs = 60_000
const mostRemembered = 5_000

/** Notes in the audit that a right was refused: to whom, by which rule, at which path; never a value. */
export function createRefusals(clock: Clock) {
  const noted = new Map<string, number>()
  return async (
    ctx: Context,
    { details }: Fault,
    asked: { method: string; path: string; id: string | undefined },
  ): Promise<void> => {
    const { method, path } = asked
    const id = asked.id && isUuid(asked.id) ? asked.id : null
    const { rule = null } = details
    const key = [ctx.workspaceId, ctx.actor.id, rule, method, path, id].join(' ')
    const now = clock().getTime()
    if (now - (noted.get(key) ?? Number.NEGATIVE_INFINITY) < quietMs) return
    if (noted.size >= mostRemembered) noted.clear()
    noted.set(key, now)
    const type = objects.find(object => object === rule?.split('.')[0])
    await noteAudit(ctx, {
      kind: 'access.refused',
      ...(type && { subject: { type, id } }),
      details: { rule, method: method.toUpperCase(), path },
    })
  }
}
