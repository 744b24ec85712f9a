import { notFound } from '../core/errors'
import { appendEvents, writtenIn } from '../events/append-events'
import { sessionEvents } from './access.events'
import { type Caller, contextOf } from './caller'

/** Moves a session to another workspace of the same person, and tells the session where in the log that was. Throws `not_found` where the person is no member. */
export async function switchWorkspace(
  caller: Pick<Caller, 'db' | 'clock' | 'requestId' | 'traceparent' | 'onWrite'>,
  sessionId: string,
  workspaceId: string,
): Promise<void> {
  // Every edge that remembers the session in its former workspace forgets it.
  const switched = [sessionEvents.switched(sessionId, { sessionId })]
  const position = await caller.db.system.begin(async tx => {
    const [member] = await tx<{ id: string; name: string }[]>`
      update session s set active_workspace_id = m.workspace_id, updated_at = ${caller.clock().toISOString()}
      from member m
      where s.id = ${sessionId} and m.user_id = s.user_id and m.workspace_id = ${workspaceId} and m.deleted_at is null
      returning m.id, m.name`
    if (!member) throw notFound('workspace')
    const ctx = contextOf(caller, workspaceId, { type: 'user', id: member.id, name: member.name })
    return appendEvents(ctx, tx, switched)
  })
  caller.onWrite?.(position, writtenIn(workspaceId, switched))
}
