import type { Clock } from './clock'
import type { Database } from './database'
import { forbidden } from './errors'
import { type Access, type Action, type ObjectName, type Scope, scopeOf } from './grants.rules'

/** Who does it. A workflow or an agent acts on behalf of somebody; a customer by a link that was sent to them, whose id and name these are. */
export interface Actor {
  type: 'user' | 'key' | 'workflow' | 'connector' | 'system' | 'customer'
  id: string | null
  name: string
  onBehalfOf?: string | null
}

/** What made a change happen, so that the whole of it can be found and undone. */
export interface Cause {
  type: 'import' | 'bulk' | 'undo' | 'conversion' | 'demo' | 'training' | 'approval' | 'quote' | 'series'
  id: string
  /** Events of this cause set off no automation. */
  silent?: boolean
}

/** Who is asking, where, when and in which language. The first argument of every verb and query. */
export interface Context {
  db: Database
  workspaceId: string
  actor: Actor
  access: Access
  clock: Clock
  locale: string
  /** Of the asker (IANA): in which days and clock times are read and said. A key's, and that of work in the background, is the workspace's. */
  timeZone: string
  /** Of the workspace: in which a file without zones is read, unless it says otherwise. */
  workspaceTimeZone: string
  /** Of the workspace: what a new amount is in, unless it says otherwise. */
  currency: string
  /** In which sums over currencies are told: the asker's choice, else the workspace's. */
  reportingCurrency: string
  requestId: string
  traceparent?: string
  cause?: Cause
  /** Told the log position of each write, so that the session reads its own writes, and what of it others may remember wrongly from now on. */
  onWrite?: (position: Position, written: readonly Written[]) => void
}

/** What a write did, as far as whoever remembers something must know at once. */
export interface Written {
  workspaceId: string
  kind: string
  subjectType: string
  subjectId: string
}

/** A place in the event log: transaction, then sequence. Both are decimal strings of 64 bits. */
export interface Position {
  xid: string
  seq: string
}

/** Refuses unless the role grants the action on the object; gives the scope in which it is granted. */
export function authorise(ctx: Context, object: ObjectName, action: Action): Scope {
  const scope = scopeOf(ctx.access, object, action)
  if (!scope)
    throw forbidden(
      `Your role (${ctx.access.role}) may not ${action} a ${object.replace('_', ' ')}.`,
      `${object}.${action}`,
    )
  return scope
}
