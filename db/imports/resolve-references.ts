import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import { emailKey } from '../core/email-key.rules'
import { scopeOf } from '../core/grants.rules'
import { isUuid, uuidv7 } from '../core/ids'
import { type KeyRule, keyColumn, keyOf, nameKey } from '../core/keys'
import type { AnyRecord } from '../core/record.model'
import type { Write } from '../events/write'
import { stageKindOf } from '../mapping/outcome.rules'
import { type ReadRow, referenceKey } from '../mapping/row.rules'
import { pipelineEntity, stageEntity } from '../pipelines/pipelines.entity'
import { insertRecord } from '../records/create-record'
import type { Entity } from '../records/entity'
import { entityNamed } from '../records/registry'
import { ensureMembers } from './import-members'
import type { ImportPlan } from './import-plan'
import type { Pretended } from './pretended'

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
  to: Write,
  plan: ImportPlan,
  rows: readonly ReadRow[],
): Promise<Resolved> {
  const { tx, emit } = to
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
    const ids = await lookUp(tx, plan, entity, [...names])
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
      const wanted = missing.map(name => ({ name }))
      for (const [name, id] of await ensureMembers(ctx, tx, wanted, plan.pretended !== undefined, emit)) {
        ids.set(name, id)
        plan.pretended?.members.set(nameKey(name), { id, name, email: '', teamId: null, teamName: null })
      }
    }
  }
  if (stageKeys) resolved.ids.set('stage', await resolveStages(ctx, to, plan, stageKeys, resolved))
  return resolved
}

/** Stages of the pipeline that the row names, else of the one that the import goes to. Those that are missing are made there, where the settings say so. */
async function resolveStages(
  ctx: Context,
  to: Write,
  plan: ImportPlan,
  keys: ReadonlySet<string>,
  resolved: Resolved,
): Promise<Map<string, string | null>> {
  const { tx } = to
  const { pretended } = plan
  const ids = new Map<string, string | null>()
  const stages: { id: string; nameKey: string; pipelineId: string }[] = await tx<
    { id: string; nameKey: string; pipelineId: string }[]
  >`
    select s.id, s.name_key, s.pipeline_id from stage s join pipeline p on p.id = s.pipeline_id where s.deleted_at is null and p.deleted_at is null`
  const [usual] = await tx<{ id: string }[]>`
    select id from pipeline where deleted_at is null and (${plan.settings.pipelineId}::uuid is null or id = ${plan.settings.pipelineId})
    order by is_default desc, position limit 1`
  let usualId = usual?.id ?? pretended?.pipelineId
  stages.push(...(pretended?.stages ?? []))
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
    usualId ??= pipelineId ?? (await (pretended ? pretendPipeline(pretended) : makePipeline(ctx, to)))
    const own = pipelineId ?? usualId
    const id = await (pretended ? pretendStage(pretended, own, name) : makeStage(ctx, to, own, name))
    stages.push({ id, nameKey: nameKey(name), pipelineId: own })
    ids.set(key, id)
  }
  return ids
}

/** Names of one kind, by what its records are recognised by: a statement with a part for each key. */
async function lookUp(
  tx: Tx,
  { pretended }: ImportPlan,
  kind: string,
  names: string[],
): Promise<Map<string, string | null>> {
  const ids = new Map<string, string | null>()
  const note = (name: string, id: string) => ids.set(name, ids.has(name) && ids.get(name) !== id ? null : id)
  const uuids = names.filter(isUuid)
  if (uuids.length)
    for (const { id } of await tx<
      { id: string }[]
    >`select id from ${tx(kind)} where id = any(${uuids}::uuid[]) and deleted_at is null`)
      note(id, id)
  const entity = entityNamed(kind)
  const found = entity
    ? await recordsCalled(tx, entity, names, pretended)
    : await membersCalled(tx, pretended)
  const called = new Map<string, string[]>()
  for (const { id, key } of found) called.set(key, [...(called.get(key) ?? []), id])
  for (const name of names)
    for (const key of entity
      ? keysCalled(entity, name)
      : [`name ${nameKey(name)}`, `email ${emailKey(name)}`])
      for (const id of called.get(key) ?? []) note(name, id)
  return ids
}

/** A number is no name: two people of one switchboard have the same. */
export const callingKeys = ({ keys }: Entity): readonly KeyRule[] => keys.filter(({ as }) => as !== 'phone')

/** What a name would be among the keys of an entity; a domain has a dot. */
export const keysCalled = (entity: Entity, name: string): string[] =>
  callingKeys(entity).flatMap(rule => {
    if (rule.as === 'domain' && !name.includes('.')) return []
    const key = keyOf(rule, { [rule.field]: name })
    return key === null ? [] : [`${keyColumn(rule)} ${key}`]
  })

async function recordsCalled(
  tx: Tx,
  entity: Entity,
  names: readonly string[],
  pretended: Pretended | undefined,
): Promise<{ id: string; key: string }[]> {
  const parts = callingKeys(entity).flatMap(rule => {
    const column = keyColumn(rule)
    const begins = `${column} `
    const keys = names.flatMap(name =>
      keysCalled(entity, name).flatMap(key => (key.startsWith(begins) ? key.slice(begins.length) : [])),
    )
    return keys.length === 0
      ? []
      : tx`select id, ${begins} || ${tx(column)} as key from ${tx(entity.name)} where deleted_at is null and ${tx(column)} = any(${keys})`
  })
  if (parts.length === 0) return []
  const found = await tx<
    { id: string; key: string }[]
  >`${parts.reduce((all, one) => tx`${all} union all ${one}`)}`
  if (!pretended) return found
  const own = pretended.called(entity, [...new Set(names.flatMap(name => keysCalled(entity, name)))])
  return [...found.filter(({ id }) => !pretended.read(entity, id)), ...own]
}

/** Members are few, and no records: all of them, by name and address. */
async function membersCalled(
  tx: Tx,
  pretended: Pretended | undefined,
): Promise<{ id: string; key: string }[]> {
  const members = await tx<{ id: string; name: string; email: string }[]>`
    select id, name, email from member where deleted_at is null`
  const own = pretended?.members ?? []
  return [...members, ...[...own].map(([, member]) => member)].flatMap(({ id, name, email }) => [
    { id, key: `name ${nameKey(name)}` },
    { id, key: `email ${emailKey(email)}` },
  ])
}

async function makeStage(ctx: Context, to: Write, pipelineId: string, name: string): Promise<string> {
  const kind = stageKindOf(name)
  const position = kind === 'open' ? await beforeTheClosed(to.tx, pipelineId) : undefined
  const made = await insertRecord(ctx, to, stageEntity, { name, pipelineId, kind, position })
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

/** Where there is none. */
const newPipeline = { name: 'Sales', isDefault: true }

async function makePipeline(ctx: Context, to: Write): Promise<string> {
  const made = await insertRecord(ctx, to, pipelineEntity, newPipeline)
  return made.id
}

function pretendStage(pretended: Pretended, pipelineId: string, name: string): string {
  const id = uuidv7()
  pretended.stages.push({ id, pipelineId, kind: stageKindOf(name), name, nameKey: nameKey(name), live: true })
  return id
}

function pretendPipeline(pretended: Pretended): string {
  const id = uuidv7()
  pretended.pipelineId = id
  pretended.keep(pipelineEntity as unknown as Entity, [{ ...newPipeline, id } as unknown as AnyRecord])
  return id
}
