import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import { scopeOf } from '../core/grants.rules'
import { isUuid, uuidv7 } from '../core/ids'
import { domainKey, emailKey, nameKey } from '../core/keys'
import type { NewEvent } from '../events/event.model'
import { stageKindOf } from '../mapping/outcome.rules'
import { type ReadRow, referenceKey } from '../mapping/row.rules'
import { pipelineEntity, stageEntity } from '../pipelines/pipelines.entity'
import { insertRecord } from '../records/create-record'
import { ensureMembers } from './import-members'
import type { ImportPlan } from './import-plan'

/** Names of records that the batch speaks of, found or made. `make` collects customers and products to be made with the batch. */
export interface Resolved {
  /** `<entity>` → name as written → id; null when several have the name. */
  ids: Map<string, Map<string, string | null>>
  make: { entity: 'customer' | 'product'; id: string; name: string }[]
}

/**
 * Looks up every name of a batch, a statement per kind of record. Missing ones are made where the settings say so: stages and members at once,
 * customers and products together with the batch's own rows.
 */
export async function resolveReferences(
  ctx: Context,
  tx: Tx,
  plan: ImportPlan,
  rows: readonly ReadRow[],
  emit: (...events: NewEvent[]) => void,
): Promise<Resolved> {
  const wanted = new Map<string, Set<string>>()
  for (const row of rows)
    for (const reference of row.references) {
      const names = wanted.get(reference.refersTo) ?? new Set()
      wanted.set(reference.refersTo, names.add(referenceKey(reference)))
    }
  const resolved: Resolved = { ids: new Map(), make: [] }
  const stageKeys = wanted.get('stage')
  wanted.delete('stage')
  for (const [entity, names] of wanted) {
    const ids = await lookUp(tx, entity, [...names])
    resolved.ids.set(entity, ids)
    const missing = [...names].filter(name => !ids.has(name) && !isUuid(name))
    if (missing.length === 0) continue
    if (entity === 'customer' || entity === 'product') {
      if (plan.settings.missing[entity] !== 'create') continue
      const made = new Map<string, string>()
      for (const name of missing) {
        const key = nameKey(name)
        const id = made.get(key) ?? uuidv7()
        if (!made.has(key)) resolved.make.push({ entity, id, name })
        made.set(key, id)
        ids.set(name, id)
      }
    } else if (
      entity === 'member' &&
      plan.settings.missing.member === 'create' &&
      // Who may not add people leaves the owner empty, with a warning.
      scopeOf(ctx.access, 'member', 'create')
    ) {
      for (const [name, id] of await ensureMembers(
        ctx,
        tx,
        missing.map(name => ({ name })),
        plan.dry,
        emit,
      ))
        ids.set(name, id)
    }
  }
  if (stageKeys) resolved.ids.set('stage', await resolveStages(ctx, tx, plan, stageKeys, resolved, emit))
  return resolved
}

/** Stages of the pipeline that the row names, else of the one that the import goes to. Those that are missing are made there, where the settings say so. */
async function resolveStages(
  ctx: Context,
  tx: Tx,
  plan: ImportPlan,
  keys: ReadonlySet<string>,
  resolved: Resolved,
  emit: (...events: NewEvent[]) => void,
): Promise<Map<string, string | null>> {
  const ids = new Map<string, string | null>()
  const stages = await tx<{ id: string; nameKey: string; pipelineId: string }[]>`
    select s.id, s.name_key, s.pipeline_id from stage s join pipeline p on p.id = s.pipeline_id where s.deleted_at is null and p.deleted_at is null`
  const [usual] = await tx<{ id: string }[]>`
    select id from pipeline where deleted_at is null and (${plan.settings.pipelineId}::uuid is null or id = ${plan.settings.pipelineId})
    order by is_default desc, position limit 1`
  let usualId = usual?.id
  for (const key of keys) {
    const [name = '', within] = key.split('\u0000').reverse()
    const pipelineId = within === undefined ? usualId : resolved.ids.get('pipeline')?.get(within)
    // A row whose pipeline is not here, or one of several, is refused for that.
    if (within !== undefined && !pipelineId) continue
    const found = stages.filter(stage =>
      isUuid(name) ? stage.id === name : stage.pipelineId === pipelineId && stage.nameKey === nameKey(name),
    )
    if (found.length) ids.set(key, found.length === 1 ? found[0]!.id : null)
    if (found.length || plan.settings.missing.stage !== 'create' || isUuid(name)) continue
    if (plan.dry) ids.set(key, uuidv7())
    else {
      usualId ??= pipelineId ?? (await makePipeline(ctx, tx, emit))
      const id = await makeStage(ctx, tx, pipelineId ?? usualId, name, emit)
      stages.push({ id, nameKey: nameKey(name), pipelineId: pipelineId ?? usualId })
      ids.set(key, id)
    }
  }
  return ids
}

async function lookUp(tx: Tx, entity: string, names: string[]): Promise<Map<string, string | null>> {
  const ids = new Map<string, string | null>()
  const note = (name: string, id: string) => ids.set(name, ids.has(name) && ids.get(name) !== id ? null : id)
  const uuids = names.filter(isUuid)
  if (uuids.length)
    for (const { id } of await tx<
      { id: string }[]
    >`select id from ${tx(entity)} where id = any(${uuids}::uuid[]) and deleted_at is null`)
      note(id, id)
  const keys = names.map(name => nameKey(name))
  switch (entity) {
    case 'member': {
      const members = await tx<
        { id: string; name: string; email: string }[]
      >`select id, name, email from member where deleted_at is null`
      for (const [i, name] of names.entries())
        for (const member of members)
          if (nameKey(member.name) === keys[i] || emailKey(member.email) === emailKey(name))
            note(name, member.id)
      return ids
    }
    case 'customer': {
      const domains = names.map(name => (name.includes('.') ? domainKey(name) : null))
      const found = await tx<
        { id: string; nameKey: string; domainKey: string | null; externalId: string | null }[]
      >`
        select id, name_key, domain_key, external_id from customer where deleted_at is null and name_key = any(${keys})
        union select id, name_key, domain_key, external_id from customer where deleted_at is null and domain_key = any(${domains.filter(domain => domain !== null)})
        union select id, name_key, domain_key, external_id from customer where deleted_at is null and external_id = any(${names})`
      matchNames(
        names,
        found,
        (name, i) => [`n:${keys[i]}`, `x:${name}`, ...(domains[i] ? [`d:${domains[i]}`] : [])],
        row => [`n:${row.nameKey}`, `x:${row.externalId}`, `d:${row.domainKey}`],
        note,
      )
      return ids
    }
    case 'product': {
      const found = await tx<
        { id: string; nameKey: string; code: string | null; externalId: string | null }[]
      >`
        select id, name_key, code, external_id from product
        where deleted_at is null and (name_key = any(${keys}) or code = any(${names}) or external_id = any(${names}))`
      matchNames(
        names,
        found,
        (name, i) => [`n:${keys[i]}`, `x:${name}`],
        row => [`n:${row.nameKey}`, `x:${row.code}`, `x:${row.externalId}`],
        note,
      )
      return ids
    }
    case 'contact':
    case 'lead': {
      const mails = names.map(emailKey)
      const found = await tx<{ id: string; emailKey: string | null; externalId: string | null }[]>`
        select id, email_key, external_id from ${tx(entity)} where deleted_at is null and email_key = any(${mails})
        union select id, email_key, external_id from ${tx(entity)} where deleted_at is null and external_id = any(${names})`
      matchNames(
        names,
        found,
        (name, i) => [`m:${mails[i]}`, `x:${name}`],
        row => [`m:${row.emailKey}`, `x:${row.externalId}`],
        note,
      )
      return ids
    }
    case 'deal': {
      for (const row of await tx<
        { id: string; externalId: string }[]
      >`select id, external_id from deal where deleted_at is null and external_id = any(${names})`)
        note(row.externalId, row.id)
      return ids
    }
    case 'pipeline': {
      for (const row of await tx<
        { id: string; nameKey: string }[]
      >`select id, name_key from pipeline where deleted_at is null`)
        for (const [i, name] of names.entries()) if (row.nameKey === keys[i]) note(name, row.id)
      return ids
    }
    default:
      return ids
  }
}

/** Meets names and rows by what either may be called: `n:` a name's key, `d:` a domain, `m:` an address, `x:` an exact text. */
function matchNames<R extends { id: string }>(
  names: readonly string[],
  rows: readonly R[],
  ofName: (name: string, i: number) => readonly string[],
  ofRow: (row: R) => readonly string[],
  note: (name: string, id: string) => void,
): void {
  const called = new Map<string, string[]>()
  for (const row of rows) for (const key of ofRow(row)) called.set(key, [...(called.get(key) ?? []), row.id])
  for (const [i, name] of names.entries())
    for (const key of ofName(name, i)) for (const id of called.get(key) ?? []) note(name, id)
}

async function makeStage(
  ctx: Context,
  tx: Tx,
  pipelineId: string,
  name: string,
  emit: (...events: NewEvent[]) => void,
): Promise<string> {
  const kind = stageKindOf(name)
  const position = kind === 'open' ? await beforeTheClosed(tx, pipelineId) : undefined
  const made = await insertRecord(ctx, { tx, emit }, stageEntity, { name, pipelineId, kind, position })
  return made.id
}

/** An open stage comes after the open ones and before won and lost, where one looks for it on a board; undefined: at the end. */
async function beforeTheClosed(tx: Tx, pipelineId: string): Promise<number | undefined> {
  const [place] = await tx<{ open: number | null; closed: number | null }[]>`
    with own as (select kind, position from stage where pipeline_id = ${pipelineId} and deleted_at is null),
      opened as (select max(position) as last from own where kind = 'open')
    select opened.last as open, (select min(position) from own where kind <> 'open' and position > coalesce(opened.last, '-infinity')) as closed
    from opened`
  if (place?.closed == null) return undefined
  return place.open === null ? place.closed - 1 : (place.open + place.closed) / 2
}

async function makePipeline(ctx: Context, tx: Tx, emit: (...events: NewEvent[]) => void): Promise<string> {
  const made = await insertRecord(ctx, { tx, emit }, pipelineEntity, { name: 'Sales', isDefault: true })
  return made.id
}
