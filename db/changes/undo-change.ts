import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import type { Effect } from '../events/event.model'
import type { Write } from '../events/write'
import { entityNamed } from '../records/registry'
import { effectsByKind } from './effects'
import { type Conflict, type Inverse, inverseOf, type LoggedChange } from './inverse.rules'
import { undoOther } from './undo-other'
import { undoRecords, type Within } from './undo-records'

/** Where an undo stands: the log's sequence below which it has not looked. */
export interface UndoPage {
  cursor: string | null
  undone: number
  conflicts: Conflict[]
  finished: boolean
}

const pageSize = 500

/** An event as the log has it. */
type LoggedRow = Omit<LoggedChange, 'effect'> & { kind: string }

/**
 * Undoes a page of what a cause (an import, a bulk edit, a merge) did, newest first, inside the caller's transaction: what it created goes to the bin, what it
 * changed goes back, unless somebody has changed it since: that is kept and told. `ctx.cause` is that of the undo. The caller keeps `cursor` in
 * the same transaction, so that a page is done once however often it is tried. `within` are the rights that are asked for; `byField`: of what it changed only a
 * later change of the same fields is in its way.
 */
export async function undoChange(
  ctx: Context,
  to: Write,
  causeId: string,
  cursor: string | null,
  { within = [], byField = false }: { within?: readonly Within[]; byField?: boolean } = {},
): Promise<UndoPage> {
  const { tx } = to
  const effects = effectsByKind()
  const kindsThat = (effect: Effect) => [...effects.keys()].filter(kind => effects.get(kind) === effect)
  const rows = await tx<(LoggedRow & { seq: string; newer: boolean; made: boolean })[]>`
    select e.seq::text as seq, e.kind, e.subject_type, e.subject_id, e.before, e.after, e.payload,
      exists (select 1 from event n where n.workspace_id = e.workspace_id and n.subject_id = e.subject_id and n.cause_id = e.cause_id and n.seq > e.seq
        and n.kind = any(${kindsThat('changed')})) as newer,
      exists (select 1 from event n where n.workspace_id = e.workspace_id and n.subject_id = e.subject_id and n.cause_id = e.cause_id
        and n.kind = any(${kindsThat('made')})) as made
    from event e
    where e.workspace_id = ${ctx.workspaceId} and e.cause_id = ${causeId} and e.cause_type <> 'undo' ${cursor ? tx`and e.seq < ${cursor}::bigint` : tx``}
    order by e.seq desc limit ${pageSize}`
  if (rows.length === 0) return { cursor, undone: 0, conflicts: [], finished: true }
  // A subject is undone once: where it was made, else at its newest change.
  const due = rows.filter(({ kind, made, newer }) => {
    const effect = effects.get(kind)
    return effect === 'made' || (effect === 'changed' && !made && !newer)
  })
  const inverses = await withAllChanges(ctx, tx, causeId, due, effects)
  const conflicts: Conflict[] = []
  let undone = 0
  for (const [subjectType, group] of grouped(inverses)) {
    const entity = entityNamed(subjectType)
    const outcome = entity
      ? await undoRecords(ctx, to, entity, group, causeId, {
          within,
          byField,
          kept: conflicts.map(({ subjectId }) => subjectId),
        })
      : await undoOther(ctx, to, subjectType, group)
    undone += outcome.undone
    conflicts.push(...outcome.conflicts)
  }
  return { cursor: rows.at(-1)!.seq, undone, conflicts, finished: rows.length < pageSize }
}

/** All that the cause did to the subjects, folded into one inverse each. */
async function withAllChanges(
  ctx: Context,
  tx: Tx,
  causeId: string,
  due: readonly LoggedRow[],
  effects: ReadonlyMap<string, Effect>,
): Promise<Inverse[]> {
  const ids = due.map(event => event.subjectId)
  if (ids.length === 0) return []
  const all = await tx<LoggedRow[]>`
    select kind, subject_type, subject_id, before, after, payload from event
    where workspace_id = ${ctx.workspaceId} and subject_id = any(${ids}::uuid[]) and cause_id = ${causeId} and cause_type <> 'undo' order by seq`
  const bySubject = new Map<string, LoggedChange[]>()
  for (const { kind, ...row } of all) {
    const event = { ...row, effect: effects.get(kind) }
    bySubject.set(event.subjectId, [...(bySubject.get(event.subjectId) ?? []), event])
  }
  return due.map(event => inverseOf(bySubject.get(event.subjectId)!))
}

/** Kinds of subject in the order in which they first come, which is newest first; teams at the end, when their members have left them. */
function grouped(inverses: readonly Inverse[]): Map<string, Inverse[]> {
  const groups = new Map<string, Inverse[]>()
  for (const inverse of inverses)
    groups.set(inverse.subjectType, [...(groups.get(inverse.subjectType) ?? []), inverse])
  const teams = groups.get('team')
  if (teams && groups.delete('team')) groups.set('team', teams)
  return groups
}
