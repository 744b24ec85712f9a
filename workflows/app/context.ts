import { accessAs } from '@sextant/db/access/policy.rules'
import type { Cause, Context } from '@sextant/db/core/context'
import { inWorkspace, type Tx } from '@sextant/db/core/database'
import { forbidden, notFound } from '@sextant/db/core/errors'
import { type Access, type Role, roles } from '@sextant/db/core/grants.rules'
import { uuidv7 } from '@sextant/db/core/ids'
import { activeTraceparent } from '@sextant/db/process/trace'
import type { ActivityDeps } from './deps'

export interface WorkflowAsker {
  workspaceId: string
  /** A member's or an API key's id; null: the system itself, which may do everything in the workspace. */
  onBehalfOf: string | null
  requestId?: string | null
  /** The activity's own span when absent. */
  traceparent?: string
  cause?: Cause
  /** The name that the log shows: “Import”, “Training”. */
  name?: string
}

/**
 * Who an activity is to the verbs it calls: a workflow, with the access that the one on whose behalf it acts has now. Throws
 * `not_found` for a foreign workspace, `forbidden` when the member has left or the key has been revoked since.
 */
export async function workflowContext(
  { db, clock }: Pick<ActivityDeps, 'db' | 'clock'>,
  asker: WorkflowAsker,
): Promise<Context> {
  const { workspaceId, onBehalfOf } = asker
  const { workspace, access } = await inWorkspace({ db, workspaceId }, async tx => ({
    workspace: await readWorkspace(tx, workspaceId),
    access: onBehalfOf === null ? systemAccess : await accessOf(tx, onBehalfOf),
  }))
  return {
    db,
    workspaceId,
    actor: { type: 'workflow', id: null, name: asker.name ?? 'Sextant', onBehalfOf },
    access,
    clock,
    ...workspace,
    requestId: asker.requestId ?? uuidv7(),
    traceparent: asker.traceparent ?? activeTraceparent(),
    cause: asker.cause,
  }
}

const systemAccess: Access = accessAs('admin')

async function readWorkspace(tx: Tx, workspaceId: string) {
  const [workspace] = await tx<{ locale: string; timeZone: string; currency: string }[]>`
    select locale, time_zone, currency from workspace where id = ${workspaceId}`
  if (!workspace) throw notFound('workspace')
  return workspace
}

interface Asker {
  role: string
  memberId: string | null
  teamMemberIds: string[] | null
}

async function accessOf(tx: Tx, id: string): Promise<Access> {
  const [asker] = await tx<Asker[]>`
    with asker as (
      select role, id as member_id, team_id from member where id::text = ${id} and deleted_at is null
      union all
      select k.role, k.member_id, m.team_id from api_key k left join member m on m.id = k.member_id and m.deleted_at is null
      where k.id::text = ${id} and k.revoked_at is null
        and (k.expires_at is null or k.expires_at > clock_timestamp()) and (k.member_id is null or m.id is not null)
    )
    select role, member_id, (select array_agg(id::text) from member t where t.team_id = asker.team_id and t.deleted_at is null) as team_member_ids
    from asker`
  const role = roles.find(role => role === asker?.role)
  if (!asker || !role)
    throw forbidden('Whoever asked for this work has no access to the workspace any more.', 'asker.gone')
  return accessAs(role satisfies Role, asker.memberId, asker.teamMemberIds ?? [])
}
