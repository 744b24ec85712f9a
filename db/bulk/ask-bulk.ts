import type postgres from 'postgres'
import { authorise, type Context } from '../core/context'
import type { Tx } from '../core/database'
import { Fault, invalid } from '../core/errors'
import { uuidv7 } from '../core/ids'
import { parse } from '../core/parse'
import { write } from '../events/write'
import { mergeCustom } from '../fields/check-custom'
import { customCatalogue } from '../fields/custom-fields.queries'
import { parseFilter } from '../filter/parse-filter.rules'
import { catalogueOf } from '../records/catalogue'
import { conditions } from '../records/conditions'
import { wantedIn } from '../records/count-records'
import type { Entity } from '../records/entity'
import { checkReferences } from '../records/references'
import { entityNamed } from '../records/registry'
import { scopeSql } from '../records/scope'
import { bulkEvents } from './bulk.events'
import { type Bulk, BulkCreate } from './bulk.model'
import { mostAtOnce } from './bulk.rules'
import { askerOf, authoriseBulk } from './bulk-rights'
import { bulkOf, shownBulk } from './bulks.queries'
import { advance } from './run-bulk'

type Values = Record<string, unknown>

/**
 * Asks for a change of many records: those named, or all that a question finds at this moment, however many. Few are changed at once, with the answer; more by a
 * workflow, slice by slice. Each record has the rules and rights of a single write, and what is refused is kept with its reason. Throws `invalid` for what no record
 * could take, `forbidden` for those who may make no such change.
 */
export async function askBulk(ctx: Context, input: unknown): Promise<Bulk> {
  const asked = parse(BulkCreate, input)
  const entity = entityNamed(asked.entity)!
  authoriseBulk(ctx, entity, { verb: asked.verb, values: null })
  const values = valuesOf(entity, asked)
  authoriseBulk(ctx, entity, { verb: asked.verb, values })
  const take = await selectionOf(ctx, entity, asked)
  const id = uuidv7()
  const causing: Context = { ...ctx, cause: { type: 'bulk', id } }
  return write(causing, async to => {
    const { tx, emit } = to
    if (values) await checkValues(ctx, tx, entity, values)
    const now = ctx.clock().toISOString()
    await tx`
      insert into bulk_due (workspace_id, bulk_id, record_id)
      select ${ctx.workspaceId}, ${id}, taken.id from (${take(tx)}) taken`
    await tx`
      insert into bulk (id, workspace_id, entity, verb, values, state, total, created_by, asked_by, started_by, created_at)
      values (${id}, ${ctx.workspaceId}, ${entity.name}, ${asked.verb}, ${values ? tx.json(values as never) : null}, 'queued',
        (select count(*) from bulk_due where bulk_id = ${id}), ${ctx.access.memberId}, ${askerOf(ctx)}, ${askerOf(ctx)}, ${now})`
    const { bulk } = await bulkOf(tx, id, true)
    if (bulk.total > mostAtOnce) emit(bulkEvents.requested(id))
    else await advance(causing, to, entity, bulk, mostAtOnce + 1)
    return shownBulk(ctx, (await bulkOf(tx, id)).bulk)
  })
}

/** What is set, in the writing in which it is kept. */
function valuesOf(entity: Entity, { verb, values }: BulkCreate): Values | null {
  if (verb !== 'update') {
    if (values) throw wrong('/values', 'unknown_field', 'Only an update sets values.')
    return null
  }
  const set: Values = parse(entity.model.Update, values ?? {}, '/values')
  if (Object.keys(set).length === 0) throw wrong('/values', 'required', '“values” is needed.')
  return set
}

/** Refuses at once what every record would be refused for: a field of one's own that is not there, a value that does not fit it, an owner who is nobody here. */
async function checkValues(ctx: Context, tx: Tx, entity: Entity, { custom, ...own }: Values): Promise<void> {
  try {
    if (custom) mergeCustom(await customCatalogue(tx, entity.name), {}, custom as Record<string, never>)
    await checkReferences(ctx, tx, entity, own)
  } catch (error) {
    if (!(error instanceof Fault) || !error.details.problems) throw error
    throw invalid(
      error.details.problems.map(problem => ({ ...problem, pointer: `/values${problem.pointer}` })),
    )
  }
}

/** The ids of what is asked for, as SQL. */
async function selectionOf(
  ctx: Context,
  entity: Entity,
  { verb, ids, matching }: BulkCreate,
): Promise<(tx: Tx) => postgres.Fragment> {
  if (Boolean(ids) === Boolean(matching))
    throw wrong('/ids', 'required', 'Say which records: send ids or matching, one of them.')
  if (ids) return tx => tx`select distinct unnest(${ids}::uuid[]) as id`
  const scope = authorise(ctx, entity.name, 'read')
  const { filter: text, q } = matching!
  const catalogue = await catalogueOf(ctx, entity, text?.includes('custom.') ? ['custom.'] : [])
  const parsed = text ? parseFilter(text, catalogue) : undefined
  if (parsed && !parsed.ok)
    throw invalid(parsed.problems.map(problem => ({ ...problem, pointer: '/matching/filter' })))
  const listed = { filter: parsed?.filter, q, deleted: verb === 'restore' }
  const asked = { ...listed, wanted: await wantedIn(ctx, { entity, ...listed }) }
  return tx => {
    const sql = tx as postgres.ReservedSql
    return tx`
      select t.id from ${tx(entity.name)} t where ${conditions(ctx, sql, asked, catalogue, scopeSql(ctx, tx, entity, scope))}`
  }
}

const wrong = (pointer: string, code: string, message: string): Fault =>
  invalid([{ pointer, code, message, params: { field: pointer.slice(1) } }])
