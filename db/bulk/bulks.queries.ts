import type { Context } from '../core/context'
import { inWorkspace, readOnce, type Tx } from '../core/database'
import { notFound } from '../core/errors'
import { mayRead as mayReadField, scopeOf } from '../core/grants.rules'
import { isUuid } from '../core/ids'
import { snakeCase } from '../core/names.rules'
import type { Entity } from '../records/entity'
import { entityNamed, registered } from '../records/registry'
import { scopeSql } from '../records/scope'
import type { Bulk, BulkFault, BulkVerb } from './bulk.model'
import { actionOf, undoableUntil } from './bulk.rules'
import { askerOf, type Job, mayRead } from './bulk-rights'

/** How far an undo is, as the row keeps it. */
interface UndoState {
  undone: number
  kept: number
  /** The log's sequence below which it has not looked. */
  cursor: string | null
}

/** A bulk change as its row keeps it. */
export interface StoredBulk extends Job, Omit<Bulk, 'verb' | 'values' | 'counts' | 'undo' | 'undoableUntil'> {
  changed: number
  same: number
  refused: number
  undo: UndoState | null
}

const columns = `id, version, entity, verb, values, state, total, changed, same, refused, undo, failure, created_by, asked_by,
  to_json(created_at) #>> '{}' as created_at, to_json(started_at) #>> '{}' as started_at, to_json(finished_at) #>> '{}' as finished_at`

/** As the API gives it: values of fields that the reader may not read are left out. */
export function shownBulk(ctx: Context, row: StoredBulk): Bulk {
  const { changed, same, refused, undo, askedBy: _, values, ...told } = row
  const shown = Object.entries(values ?? {}).filter(([key]) => mayReadField(ctx.access, row.entity, key))
  return {
    ...told,
    values: values && Object.fromEntries(shown),
    counts: { changed, same, refused },
    undo: undo && { undone: undo.undone, kept: undo.kept },
    undoableUntil: undoableUntil(row)?.toISOString() ?? null,
  }
}

/** A bulk change and its entity, inside a transaction; locked, no slice of it is done meanwhile. Throws `not_found`. */
export async function bulkOf(
  tx: Tx,
  id: string,
  lock = false,
): Promise<{ bulk: StoredBulk; entity: Entity }> {
  const [bulk] = isUuid(id)
    ? await tx<
        StoredBulk[]
      >`select ${tx.unsafe(columns)} from bulk where id = ${id} ${lock ? tx`for update` : tx``}`
    : []
  const entity = bulk && entityNamed(bulk.entity)
  if (!entity) throw notFound('bulk change')
  return { bulk, entity }
}

/** One that the asker may see. Throws `not_found`. */
export async function readBulk(ctx: Context, id: string): Promise<Bulk> {
  const { bulk, entity } = await inWorkspace(ctx, tx => bulkOf(tx, id))
  if (!mayRead(ctx, entity, bulk)) throw notFound('bulk change')
  return shownBulk(ctx, bulk)
}

/** Those that the asker may see, newest first. `after` is the id of the last one shown. */
export async function listBulks(
  ctx: Context,
  { limit, after }: { limit: number; after?: string },
): Promise<{ results: Bulk[]; next: string | null }> {
  const readable = registered().filter(({ name }) => scopeOf(ctx.access, name, 'read'))
  const all = (verb: BulkVerb) =>
    readable.flatMap(({ name }) => (scopeOf(ctx.access, name, actionOf(verb)) === 'all' ? [name] : []))
  const rows = await readOnce(
    ctx,
    sql => sql<StoredBulk[]>`
      select ${sql.unsafe(columns)} from bulk
      where entity = any(${readable.map(({ name }) => name)}) and (asked_by = ${askerOf(ctx)}
        or entity = any(case verb when 'update' then ${all('update')}::text[] else ${all('archive')}::text[] end))
      ${after && isUuid(after) ? sql`and (created_at, id) < (select created_at, id from bulk where id = ${after})` : sql``}
      order by created_at desc, id desc limit ${limit + 1}`,
  )
  const results = rows.slice(0, limit).map(row => shownBulk(ctx, row))
  return { results, next: rows.length > limit ? results.at(-1)!.id : null }
}

/** The records that stayed as they were, first those of the change, then those of its undo. `after` is `<phase>.<n>` of the last one shown. */
export async function listBulkFaults(
  ctx: Context,
  id: string,
  { limit, after }: { limit: number; after?: string },
): Promise<{ results: BulkFault[]; next: string | null }> {
  await readBulk(ctx, id)
  const [phase = '', n = '-1'] = after?.split('.') ?? []
  return inWorkspace(ctx, async tx => {
    const found = await tx<Omit<BulkFault, 'name'>[]>`
      select phase, n, subject_type, subject_id, code, rule, pointer, message, params from bulk_fault
      where bulk_id = ${id} and (phase, n) > (${phase}, ${Number(n)}) order by phase, n limit ${limit + 1}`
    const names = await namesOf(ctx, tx, found)
    const results = found
      .slice(0, limit)
      .map(fault => ({ ...fault, name: names.get(fault.subjectId) ?? null }))
    const last = results.at(-1)
    return { results, next: found.length > limit && last ? `${last.phase}.${last.n}` : null }
  })
}

/** What the records are called, of those that the reader may read. */
async function namesOf(
  ctx: Context,
  tx: Tx,
  faults: readonly Pick<BulkFault, 'subjectType' | 'subjectId'>[],
): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const type of new Set(faults.map(({ subjectType }) => subjectType))) {
    const entity = entityNamed(type)
    const scope = entity && scopeOf(ctx.access, entity.name, 'read')
    if (!entity || !scope) continue
    const ids = faults.flatMap(({ subjectType, subjectId }) => (subjectType === type ? [subjectId] : []))
    const rows = await tx<{ id: string; name: string }[]>`
      select t.id, t.${tx(snakeCase(entity.titleField))} as name from ${tx(entity.name)} t
      where t.id = any(${ids}::uuid[]) ${scopeSql(ctx, tx, entity, scope)}`
    for (const { id, name } of rows) names.set(id, name)
  }
  return names
}
