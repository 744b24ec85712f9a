import { accessAs } from '../access/policy.rules'
import type { Context } from '../core/context'
import { type Database, inWorkspace } from '../core/database'
import { notFound } from '../core/errors'
import { type Access, type Role, roles } from '../core/grants.rules'
import type { ImportJob } from './import.model'

/** The context in which a worker carries out an import: on behalf of the one who started it, with that member's role as it is now. */
export async function importContext(
  db: Database,
  job: ImportJob,
  cause: 'import' | 'undo' = 'import',
): Promise<Context> {
  const [found] = await inWorkspace(
    { db, workspaceId: job.workspaceId },
    tx => tx<
      {
        memberId: string | null
        name: string | null
        role: string | null
        currency: string
        timeZone: string
        locale: string
        silent: boolean
      }[]
    >`
      select m.id as member_id, m.name, m.role, w.currency, w.time_zone, w.locale, coalesce(i.settings ->> 'automations', 'suppress') = 'suppress' as silent
      from import i join workspace w on w.id = i.workspace_id left join member m on m.id = coalesce(i.started_by, i.created_by)
      where i.id = ${job.importId}`,
  )
  if (!found) throw notFound('import')
  const role = roles.find(role => role === found.role) ?? 'manager'
  const access: Access = accessAs(role as Role, found.memberId)
  return {
    db,
    workspaceId: job.workspaceId,
    actor: { type: 'workflow', id: job.importId, name: found.name ?? 'Import', onBehalfOf: found.memberId },
    access,
    clock: () => new Date(),
    locale: found.locale,
    timeZone: found.timeZone,
    currency: found.currency,
    requestId: job.requestId ?? `import-${job.importId}`,
    ...(job.traceparent ? { traceparent: job.traceparent } : {}),
    cause: { type: cause, id: job.importId, silent: found.silent },
  }
}
