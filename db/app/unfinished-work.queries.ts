import type postgres from 'postgres'
import type { Sql } from '../core/database'
import type { Known } from './catalogue.events'

/** A kind of event that starts work, and one of those by name. */
type Starting = Extract<Known, { asks: { start: string } }>
type StartingKind = Starting['kind']

/** Work that its row says is not over, with the event that asked for it last. */
export interface UnfinishedWork {
  kind: StartingKind
  workspaceId: string
  /** As the event names it: the import, the training, the check. */
  subjectId: string
  /** What was asked of it meanwhile and has not taken hold yet: pause, resume, cancel. */
  asked: string | null
  eventId: string | null
  onBehalfOf: string | null
  requestId: string | null
  /** Whether that event has been read by the consumer that is asked about: if not, the work is still to be started by it. */
  handedOver: boolean
}

/** By the kind of event that starts it: the rows of work that is not over. Work of a new kind is a line here, or nobody would notice that it was lost. */
const rowsOf: Readonly<Record<StartingKind, (sql: Sql) => postgres.Fragment>> = {
  'import.requested': sql =>
    sql`select id as subject_id, workspace_id, asked from import where state in ('queued', 'running', 'paused')`,
  'import.undo_requested': sql =>
    sql`select id as subject_id, workspace_id, null as asked from import where state = 'undoing'`,
  'import.check_requested': sql =>
    sql`select check_id as subject_id, workspace_id, null as asked from import where state = 'checking'`,
  'bulk.requested': sql =>
    sql`select id as subject_id, workspace_id, null as asked from bulk where state in ('queued', 'running')`,
  'bulk.undo_requested': sql =>
    sql`select id as subject_id, workspace_id, null as asked from bulk where state = 'undoing'`,
  'placing.requested': sql =>
    sql`select id as subject_id, workspace_id, null as asked from territory_placing where state in ('queued', 'running')`,
  'training.requested': sql =>
    // Once its version is kept, its scores follow whatever was asked.
    sql`select id as subject_id, workspace_id, case when version_id is null then asked end as asked from training where finished_at is null`,
  'rate_fetch.requested': sql =>
    sql`select fetch_id as subject_id, workspace_id, null as asked from rate_setting where fetch_id is not null`,
  'attachment_work.requested': sql =>
    sql`select id as subject_id, workspace_id, null as asked from attachment where state = 'quarantined' or thumbnail = 'due'`,
  'mailbox.requested': sql =>
    sql`select id as subject_id, workspace_id, null as asked from mailbox where removed_at is null and not paused`,
  'quote_pdf.requested': sql =>
    sql`select pdf_work_id as subject_id, workspace_id, null as asked from quote_version where pdf_work_id is not null`,
  'delivery_outbox.requested': sql => sql`
    select o.workspace_id as subject_id, o.workspace_id, null as asked from delivery_outbox o where exists (
      select 1 from delivery d where d.workspace_id = o.workspace_id and d.state in ('queued', 'reserved', 'handing_over') and d.due_at < now() + interval '1 day')`,
}

/** Every kind of event that starts work. */
export const startingKinds = Object.keys(rowsOf) as StartingKind[]

/** All work that is not over, of every workspace; that of one subject alone where it is named. */
export async function unfinishedWork(
  system: Sql,
  consumer: string,
  subjectId?: string,
): Promise<UnfinishedWork[]> {
  const found: UnfinishedWork[] = []
  for (const [kind, rows] of Object.entries(rowsOf)) {
    const some = await system<UnfinishedWork[]>`/* watch */
      select ${kind}::text as kind, w.workspace_id, w.subject_id, w.asked, e.id as event_id, coalesce(e.on_behalf_of, e.actor_id) as on_behalf_of,
        e.request_id, e.id is null or exists (
          select 1 from relay_cursor c where c.consumer = ${consumer} and (c.xid::xid8, c.seq) >= (e.xid, e.seq)) as handed_over
      from (${rows(system)}) w
      left join lateral (
        select e.id, e.on_behalf_of, e.actor_id, e.request_id, e.xid, e.seq from event e
        where e.workspace_id = w.workspace_id and e.subject_id = w.subject_id and e.kind = ${kind}
        order by e.occurred_at desc, e.seq desc limit 1) e on true
      ${subjectId === undefined ? system`` : system`where w.subject_id = ${subjectId}`}`
    found.push(...some.map(row => ({ ...row })))
  }
  return found
}
