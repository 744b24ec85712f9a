import { followActivities } from '../activities/follow-activities'
import { findLastActivity, isRelated } from '../activities/last-activity'
import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import { uuidv7 } from '../core/ids'
import { keyColumn, keyOf } from '../core/keys'
import { snakeCase } from '../core/names.rules'
import type { AnyRecord, CustomValues } from '../core/record.model'
import type { NewEvent } from '../events/event.model'
import { difference, projectionOf } from '../records/columns'
import type { Entity } from '../records/entity'
import { entities } from '../records/registry'
import { updateRecords } from '../records/write-records'
import { type Conflict, type Inverse, keptByMachine } from './inverse.rules'

export interface Undone {
  undone: number
  conflicts: Conflict[]
  events: NewEvent[]
}

/** Takes a group of records of one entity back: the made ones to the bin, the others to what they were. A statement per step, not per record. */
export async function undoRecords(
  ctx: Context,
  tx: Tx,
  entity: Entity,
  inverses: readonly Inverse[],
  causeId: string,
): Promise<Undone> {
  const ids = inverses.map(inverse => inverse.subjectId)
  const found = await tx<{ record: AnyRecord }[]>`
    select row_to_json(r) as record from (select ${tx.unsafe(projectionOf(entity))} from ${tx(entity.name)} t
      where t.id = any(${ids}::uuid[]) order by t.id for update) r`
  const records = new Map(found.map(({ record }) => [record.id, record]))
  const suspects = inverses
    .filter(inverse => records.get(inverse.subjectId)?.version !== inverse.version)
    .map(inverse => inverse.subjectId)
  const touched = await changedSince(ctx, tx, entity, suspects, causeId)
  const busy = await inUse(
    ctx,
    tx,
    entity,
    inverses.filter(inverse => inverse.made).map(inverse => inverse.subjectId),
    causeId,
  )
  const outcome: Undone = { undone: 0, conflicts: [], events: [] }
  const keep = (inverse: Inverse, reason: Conflict['reason']) =>
    outcome.conflicts.push({
      subjectType: entity.name,
      subjectId: inverse.subjectId,
      name: nameOf(records.get(inverse.subjectId), entity) ?? inverse.name,
      reason,
    })
  const binned: AnyRecord[] = []
  const restored: { before: AnyRecord; after: AnyRecord }[] = []
  const now = ctx.clock().toISOString()
  for (const inverse of inverses) {
    const record = records.get(inverse.subjectId)
    if (!record) keep(inverse, 'gone')
    else if (record.deletedAt) {
      // Somebody put it into the bin already: nothing is left to undo of what was made.
      if (!inverse.made) keep(inverse, 'gone')
    } else if (touched.has(record.id)) keep(inverse, 'changed_since')
    else if (inverse.made && busy.has(record.id)) keep(inverse, 'in_use')
    else if (inverse.made) binned.push(record)
    else
      restored.push({
        before: record,
        after: { ...withFields(record, inverse.fields), version: record.version + 1, updatedAt: now },
      })
  }
  const taken = await takenKeys(
    tx,
    entity,
    restored.map(({ after }) => after),
  )
  const lost = await stagesGone(tx, entity, restored)
  const back = restored.filter(({ after }) => {
    const reason = taken.has(after.id) ? 'duplicate' : lost.has(String(after.stageId)) ? 'gone' : undefined
    if (reason) keep(inverses.find(inverse => inverse.subjectId === after.id)!, reason)
    return !reason
  })
  await updateRecords(
    ctx,
    tx,
    entity,
    back.map(({ after }) => after),
  )
  await moveBack(ctx, tx, entity, back, now)
  if (binned.length)
    await tx`
      update ${tx(entity.name)} set deleted_at = ${now}, updated_at = ${now}, version = version + 1 where id = any(${binned.map(record => record.id)}::uuid[])`
  if (isRelated(entity.name)) await findLastActivity(ctx, tx, entity.name, back.flatMap(toldLastActivity))
  if (entity.name === 'activity') {
    const gone = binned.map(before => ({ before, after: { ...before, deletedAt: now } }))
    outcome.events.push(...(await followActivities(ctx, tx, [...back, ...gone])))
  }
  for (const { before, after } of back)
    outcome.events.push({
      kind: `${entity.name}.updated`,
      subjectType: entity.name,
      subjectId: after.id,
      ...difference(before, after),
      payload: { version: after.version },
    })
  for (const record of binned)
    outcome.events.push({
      kind: `${entity.name}.archived`,
      subjectType: entity.name,
      subjectId: record.id,
      before: { deletedAt: null },
      after: { deletedAt: now },
      payload: { version: record.version + 1, name: record[entity.titleField] },
    })
  outcome.undone = back.length + binned.length
  return outcome
}

/** The id of a record of which the cause had told when something was last done with it. */
const toldLastActivity = ({ before, after }: { before: AnyRecord; after: AnyRecord }): string[] =>
  before.lastActivityAt === after.lastActivityAt ? [] : [after.id]

const nameOf = (record: AnyRecord | undefined, entity: Entity): string | null =>
  record ? String(record[entity.titleField] ?? '') || null : null

/** The record with fields as they were; `custom.<key>` among them, null where there was none. */
function withFields(record: AnyRecord, fields: Record<string, unknown>): AnyRecord {
  const custom: CustomValues = { ...record.custom }
  const values: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(fields)) {
    if (!key.startsWith('custom.')) values[key] = value
    else if (value === null) delete custom[key.slice('custom.'.length)]
    else custom[key.slice('custom.'.length)] = value as string
  }
  return { ...record, ...values, custom }
}

/** Which of the records somebody else has changed after the cause did; what the machine keeps up to date by itself does not count, nor what was itself undone. */
async function changedSince(
  ctx: Context,
  tx: Tx,
  entity: Entity,
  ids: readonly string[],
  causeId: string,
): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const kinds = ['updated', 'archived', 'restored'].map(verb => `${entity.name}.${verb}`)
  const rows = await tx<{ subjectId: string }[]>`
    select distinct e.subject_id from event e
    join (select subject_id, max(seq) as seq from event where workspace_id = ${ctx.workspaceId} and subject_id = any(${ids}::uuid[]) and cause_id = ${causeId}
      and cause_type <> 'undo' group by 1) mine on mine.subject_id = e.subject_id
    where e.workspace_id = ${ctx.workspaceId} and e.subject_id = any(${ids}::uuid[]) and e.seq > mine.seq and e.kind = any(${kinds})
      and e.cause_id is distinct from ${causeId}
      and not exists (select 1 from event u where u.workspace_id = e.workspace_id and u.subject_id = e.subject_id and u.cause_id = e.cause_id and u.cause_type = 'undo')
      and exists (select 1 from jsonb_object_keys(coalesce(e.after, '{}')) as k where k <> all(${keptByMachine}))`
  return new Set(rows.map(row => row.subjectId))
}

/** Which of the records others refer to that the cause did not make. */
async function inUse(
  ctx: Context,
  tx: Tx,
  entity: Entity,
  ids: readonly string[],
  causeId: string,
): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const busy = new Set<string>()
  for (const other of entities)
    for (const [key, field] of Object.entries(other.model.fields)) {
      if (field.kind !== 'reference' || field.refersTo !== entity.name || field.traits.readOnly) continue
      const rows = await tx<{ id: string }[]>`
        select distinct ${tx(snakeCase(key))} as id from ${tx(other.name)} t
        where t.workspace_id = ${ctx.workspaceId} and t.${tx(snakeCase(key))} = any(${ids as string[]}::uuid[]) and t.deleted_at is null
          and not exists (select 1 from event e where e.workspace_id = ${ctx.workspaceId} and e.subject_id = t.id and e.cause_id = ${causeId}
            and e.kind = ${`${other.name}.created`})`
      for (const { id } of rows) busy.add(id)
    }
  return busy
}

/** Which of the records would take back a unique key that another has meanwhile. */
async function takenKeys(tx: Tx, entity: Entity, records: readonly AnyRecord[]): Promise<Set<string>> {
  const taken = new Set<string>()
  for (const rule of entity.keys.filter(rule => rule.unique)) {
    const keys = records.flatMap(record => {
      const key = keyOf(rule, record)
      return key === null ? [] : [{ id: record.id, key }]
    })
    if (keys.length === 0) continue
    const rows = await tx<{ id: string }[]>`
      select r.id from jsonb_to_recordset(${tx.json(keys)}) as r(id uuid, key text)
      join ${tx(entity.name)} t on t.${tx(keyColumn(rule))} = r.key and t.id <> r.id and t.deleted_at is null`
    for (const { id } of rows) taken.add(id)
  }
  return taken
}

/** Stages that deals would go back to and that are in the bin now, alone or with their pipeline: nobody would see the deals there. */
async function stagesGone(
  tx: Tx,
  entity: Entity,
  restored: readonly { before: AnyRecord; after: AnyRecord }[],
): Promise<Set<string>> {
  if (entity.name !== 'deal') return new Set()
  const asked = restored.flatMap(({ before, after }) =>
    before.stageId === after.stageId ? [] : [String(after.stageId)],
  )
  if (asked.length === 0) return new Set()
  const there = await tx<{ id: string }[]>`
    select s.id from stage s join pipeline p on p.id = s.pipeline_id
    where s.id = any(${asked}::uuid[]) and s.deleted_at is null and p.deleted_at is null for key share of s, p`
  const known = new Set(there.map(({ id }) => id))
  return new Set(asked.filter(id => !known.has(id)))
}

/** A deal that goes back to its stage has moved once more. */
async function moveBack(
  ctx: Context,
  tx: Tx,
  entity: Entity,
  back: readonly { before: AnyRecord; after: AnyRecord }[],
  now: string,
): Promise<void> {
  const moves = back.filter(({ before, after }) => entity.name === 'deal' && before.stageId !== after.stageId)
  if (moves.length === 0) return
  await tx`update deal_stage_history set left_at = ${now} where deal_id = any(${moves.map(({ after }) => after.id)}::uuid[]) and left_at is null`
  const stays = moves.map(({ after }) => ({
    id: uuidv7(),
    workspace_id: ctx.workspaceId,
    deal_id: after.id,
    stage_id: after.stageId,
    entered_at: now,
    moved_by: ctx.access.memberId,
  }))
  await tx`
    insert into deal_stage_history (id, workspace_id, deal_id, stage_id, entered_at, moved_by)
    select id, workspace_id, deal_id, stage_id, entered_at, moved_by from jsonb_populate_recordset(null::deal_stage_history, ${tx.json(stays as never)})`
}
