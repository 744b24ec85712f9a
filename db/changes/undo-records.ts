import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import { scopeOf, withinScope } from '../core/grants.rules'
import { snakeCase } from '../core/names.rules'
import type { AnyRecord, CustomValues } from '../core/record.model'
import type { Write } from '../events/write'
import { byOf } from '../records/by'
import { type By, type Refusal, refusal, type Step } from '../records/change.model'
import { allFields, derivedOf } from '../records/columns'
import type { Entity } from '../records/entity'
import { foldWish, type Wish } from '../records/fold-wish'
import { lockRecords } from '../records/read-record'
import { registered } from '../records/registry'
import { whoseOf } from '../records/scope'
import { takenKeys } from '../records/taken-keys'
import { factsOf, writeSteps } from '../records/write-batch'
import type { Conflict, Inverse } from './inverse.rules'

export interface Undone {
  undone: number
  conflicts: Conflict[]
}

/** Whose right to a kind of record an undo asks for, record by record; of other kinds it asks nothing. */
export interface Within {
  entity: string
  action: 'update' | 'archive'
}

interface How {
  within: readonly Within[]
  /** Of what the cause changed only a later change of the same fields is in the way. */
  byField: boolean
  /** What stays of what the cause made, by its ids: what that leans on stays with it. */
  kept: readonly string[]
}

/** Takes a group of records of one entity back: the made ones to the bin, the others to what they were. A statement per step, not per record. */
export async function undoRecords(
  ctx: Context,
  to: Write,
  entity: Entity,
  inverses: readonly Inverse[],
  causeId: string,
  { within, byField, kept }: How,
): Promise<Undone> {
  const { tx } = to
  const by = byOf(ctx)
  const found = await lockRecords(
    tx,
    entity,
    inverses.map(({ subjectId }) => subjectId),
  )
  const records = new Map(found.map(record => [record.id, record]))
  const suspects = inverses.filter(({ subjectId, version }) => records.get(subjectId)?.version !== version)
  const touched = await changedSince(
    ctx,
    tx,
    entity,
    suspects.map(({ subjectId, made, fields }) => ({
      id: subjectId,
      keys: byField && !made ? Object.keys(fields) : null,
    })),
    causeId,
  )
  const outcome: Undone = { undone: 0, conflicts: [] }
  const keep = (inverse: Inverse, reason: Conflict['reason'], refused?: Refusal) =>
    outcome.conflicts.push({
      subjectType: entity.name,
      subjectId: inverse.subjectId,
      name: nameOf(records.get(inverse.subjectId), entity) ?? inverse.name,
      reason,
      ...(refused && {
        refusal: { rule: refused.rule, message: refused.message, params: refused.params },
      }),
    })
  const due: { inverse: Inverse; wish: Wish }[] = []
  // What goes back first lets go of what goes to the bin.
  const changed = inverses.filter(({ made }) => !made)
  const made = inverses.filter(({ made }) => made)
  let busy = new Set<string>()
  for (const inverse of [...changed, ...made]) {
    if (inverse === made[0]) {
      const lettingGo = due.map(({ inverse }) => inverse)
      busy = await inUse(ctx, tx, entity, made, lettingGo, causeId, kept)
    }
    const record = records.get(inverse.subjectId)
    if (!record) keep(inverse, 'gone')
    else if (record.deletedAt && inverse.fields.deletedAt !== null) {
      // Somebody put it into the bin already: nothing is left to undo of what was made.
      if (!inverse.made) keep(inverse, 'gone')
    } else if (touched.has(record.id)) keep(inverse, 'changed_since')
    else if (inverse.made && busy.has(record.id)) keep(inverse, 'in_use')
    else due.push({ inverse, wish: wishOf(entity, record, inverse, due.length, by) })
  }
  const facts = await factsOf(
    ctx,
    tx,
    entity,
    due.map(({ wish }) => wish),
    by,
  )
  const weighed: { inverse: Inverse; step: Step }[] = []
  for (const { inverse, wish } of due) {
    const folded = foldWish(entity, wish, facts, by)
    if (!folded) outcome.undone += 1
    // What it leans on has gone, or others lean on it.
    else if ('refusal' in folded) keep(inverse, inverse.made ? 'in_use' : 'gone', folded.refusal)
    else {
      const forbidden = outOfScope(ctx, entity, folded.step, within)
      if (forbidden) keep(inverse, 'gone', forbidden)
      else weighed.push({ inverse, step: folded.step })
    }
  }
  const back = weighed.flatMap(({ inverse, step }) =>
    inverse.made || step.after.deletedAt ? [] : [step.after],
  )
  const going = weighed.flatMap(({ step }) => (step.after.deletedAt ? [step] : []))
  // Those that go to the bin go first: their keys are free then.
  await writeSteps(ctx, to, entity, going, by)
  const taken = await takenKeys(
    tx,
    entity.keys.filter(rule => rule.unique),
    entity,
    back,
  )
  const steps: Step[] = []
  for (const { inverse, step } of weighed) {
    if (taken.has(step.after.id)) keep(inverse, 'duplicate')
    else {
      if (!step.after.deletedAt) steps.push(step)
      entity.life?.learn?.(step, facts)
    }
  }
  await writeSteps(ctx, to, entity, steps, by)
  outcome.undone += going.length + steps.length
  return outcome
}

/** Whether the record is the asker's to put back: as it is, or as it is to be again, so that a record one gave away can be taken back. */
function outOfScope(
  { access }: Context,
  entity: Entity,
  { before, after }: Step,
  asked: readonly Within[],
): Refusal | undefined {
  const within = asked.find(one => one.entity === entity.name)
  if (!within) return undefined
  const scope = scopeOf(access, entity.name, within.action)
  const held = [before!, after].map(record => whoseOf(entity, record))
  if (scope && held.some(whose => withinScope(access, scope, whose))) return undefined
  return refusal(
    `${entity.name}.${within.action}.${scope ?? 'all'}`,
    `Only the owner may ${within.action} this ${entity.name}.`,
  )
}

const nameOf = (record: AnyRecord | undefined, entity: Entity): string | null =>
  record ? String(record[entity.titleField] ?? '') || null : null

/** What takes a record back: to the bin, or to fields as they were; `custom.<key>` among them, null where there was none. */
function wishOf(entity: Entity, before: AnyRecord, { made, fields }: Inverse, at: number, by: By): Wish {
  if (made) return { id: before.id, before, values: { deletedAt: by.now }, at }
  const known = allFields(entity)
  const custom: CustomValues = { ...before.custom }
  const values: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(fields)) {
    // A field that there is no more is nobody's loss.
    if (key in known) values[key] = value
    else if (!key.startsWith('custom.')) continue
    else if (value === null) delete custom[key.slice('custom.'.length)]
    else custom[key.slice('custom.'.length)] = value as string
  }
  return { id: before.id, before, values, custom, at }
}

/** Which of the records somebody else has changed after the cause did, of `keys` where they are told; what the machine keeps up to date by itself does not count, nor what was itself undone. */
async function changedSince(
  ctx: Context,
  tx: Tx,
  entity: Entity,
  suspects: readonly { id: string; keys: readonly string[] | null }[],
  causeId: string,
): Promise<Set<string>> {
  if (suspects.length === 0) return new Set()
  const ids = suspects.map(({ id }) => id)
  const kinds = ['updated', 'archived', 'restored'].map(verb => `${entity.name}.${verb}`)
  const rows = await tx<{ subjectId: string }[]>`
    select distinct e.subject_id from event e
    join jsonb_to_recordset(${tx.json(suspects as never)}) as suspect(id uuid, keys jsonb) on suspect.id = e.subject_id
    join (select subject_id, max(seq) as seq from event where workspace_id = ${ctx.workspaceId} and subject_id = any(${ids}::uuid[]) and cause_id = ${causeId}
      and cause_type <> 'undo' group by 1) mine on mine.subject_id = e.subject_id
    where e.workspace_id = ${ctx.workspaceId} and e.subject_id = any(${ids}::uuid[]) and e.seq > mine.seq and e.kind = any(${kinds})
      and e.cause_id is distinct from ${causeId}
      and not exists (select 1 from event u where u.workspace_id = e.workspace_id and u.subject_id = e.subject_id and u.cause_id = e.cause_id and u.cause_type = 'undo')
      and exists (select 1 from jsonb_object_keys(coalesce(e.after, '{}')) as k
        where k <> all(${derivedOf(entity)}) and (suspect.keys is null or suspect.keys = 'null' or suspect.keys ? k))`
  return new Set(rows.map(row => row.subjectId))
}

/** Which of the records others refer to that the cause did not make, or that stay although it did, and that do not let go of them by going back. */
async function inUse(
  ctx: Context,
  tx: Tx,
  entity: Entity,
  made: readonly Inverse[],
  lettingGo: readonly Inverse[],
  causeId: string,
  kept: readonly string[],
): Promise<Set<string>> {
  const ids = made.map(({ subjectId }) => subjectId)
  const busy = new Set<string>()
  for (const other of registered())
    for (const [key, field] of Object.entries(other.model.fields)) {
      if (field.kind !== 'reference' || field.refersTo !== entity.name || field.traits.readOnly) continue
      const goBack = lettingGo.flatMap(({ subjectType, subjectId, fields }) =>
        subjectType === other.name && key in fields ? [subjectId] : [],
      )
      const rows = await tx<{ id: string }[]>`
        select distinct ${tx(snakeCase(key))} as id from ${tx(other.name)} t
        where t.workspace_id = ${ctx.workspaceId} and t.${tx(snakeCase(key))} = any(${ids}::uuid[]) and t.deleted_at is null and t.id <> all(${goBack}::uuid[])
          and (t.id = any(${[...kept]}::uuid[]) or not exists (select 1 from event e where e.workspace_id = ${ctx.workspaceId} and e.subject_id = t.id
            and e.cause_id = ${causeId} and e.kind = ${`${other.name}.created`}))`
      for (const { id } of rows) busy.add(id)
    }
  return busy
}
