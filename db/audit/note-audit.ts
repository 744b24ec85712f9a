import type { Context } from '../core/context'
import { inWorkspace } from '../core/database'
import { uuidv7 } from '../core/ids'
import type { LoggedEvent } from '../events/event.model'
import type { AuditDetails } from './audit.model'
import { type AuditKind, auditKinds, detailsOf, isAuditKind } from './audit.rules'

interface Noted {
  kind: AuditKind
  subject?: { type: string; id: string | null }
  details?: AuditDetails
}

/** Notes what no event of the log tells: what was taken away as a file, or refused. In the name of who asks. */
export async function noteAudit(ctx: Context, { kind, subject, details = {} }: Noted): Promise<void> {
  const { type, id, name } = ctx.actor
  await inWorkspace(
    ctx,
    tx => tx`
      insert into audit_entry ${tx({
        id: uuidv7(),
        workspace_id: ctx.workspaceId,
        at: ctx.clock().toISOString(),
        kind,
        class: auditKinds[kind],
        actor_type: type,
        actor_id: id,
        actor_name: name,
        person_id: ctx.access.memberId,
        subject_type: subject?.type ?? null,
        subject_id: subject?.id ?? null,
        details: tx.json(details as never),
        request_id: ctx.requestId,
      } as never)}`,
  )
}

/** Takes events of the log over into the audit: each once, however often it comes. Gives how many were new. */
export async function noteEvents(ctx: Context, events: readonly LoggedEvent[]): Promise<number> {
  const rows = events.flatMap(event =>
    isAuditKind(event.kind)
      ? [
          {
            id: uuidv7(),
            at: event.recordedAt,
            kind: event.kind,
            class: auditKinds[event.kind],
            actor_type: event.actor.type,
            actor_id: event.actor.id,
            actor_name: event.actor.name,
            // For whom it was done, else who did it: a member, a key, or an account.
            for_id: event.onBehalfOf ?? event.actor.id,
            subject_type: event.subjectType === 'session' ? null : event.subjectType,
            subject_id: event.subjectType === 'session' ? null : event.subjectId,
            details: detailsOf(event),
            request_id: event.requestId,
            event_id: event.id,
          },
        ]
      : [],
  )
  if (rows.length === 0) return 0
  return inWorkspace(ctx, async tx => {
    const { count } = await tx`
      insert into audit_entry (id, workspace_id, at, kind, class, actor_type, actor_id, actor_name, person_id, subject_type, subject_id, details,
        request_id, event_id)
      select e.id, ${ctx.workspaceId}, e.at, e.kind, e.class, e.actor_type, e.actor_id, e.actor_name,
        coalesce((select m.id from member m where m.id::text = e.for_id), (select m.id from member m where m.user_id = e.for_id limit 1),
          (select k.member_id from api_key k where k.id::text = e.for_id)),
        e.subject_type, e.subject_id, e.details, e.request_id, e.event_id
      from jsonb_to_recordset(${tx.json(rows as never)}) as e(id uuid, at timestamptz, kind text, class text, actor_type text, actor_id text,
        actor_name text, for_id text, subject_type text, subject_id uuid, details jsonb, request_id text, event_id uuid)
      on conflict (workspace_id, event_id) do nothing`
    return count
  })
}
