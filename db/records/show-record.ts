import type { Context } from '../core/context'
import { inWorkspace } from '../core/database'
import { scopeOf, withinScope } from '../core/grants.rules'
import type { AnyRecord } from '../core/record.model'
import { selectedOf } from './columns'
import type { Entity } from './entity'
import { mayReadRecord, readableFields, whoseOf } from './scope'

/** JSON text of what the asker may see of a record just written, which need not be all of it: nothing but its id and version when it is out of reach now. */
export async function shownText(ctx: Context, entity: Entity, record: AnyRecord): Promise<string> {
  if (!(await mayReadNow(ctx, entity, record)))
    return JSON.stringify({ id: record.id, version: record.version })
  const readable = readableFields(ctx, entity)
  const keys = selectedOf(entity, readable).map(({ key }) => key)
  const custom = readable
    ? Object.fromEntries(Object.entries(record.custom).filter(([key]) => readable.includes(`custom.${key}`)))
    : record.custom
  const shown: Record<string, unknown> = { ...record, custom }
  return JSON.stringify(Object.fromEntries(keys.map(key => [key, shown[key]])))
}

/** Asks the database only where nothing else says so. */
async function mayReadNow(ctx: Context, entity: Entity, record: AnyRecord): Promise<boolean> {
  const scope = scopeOf(ctx.access, entity.name, 'read')
  if (!scope || withinScope(ctx.access, scope, whoseOf(entity, record))) return scope !== undefined
  return ctx.access.shares ? inWorkspace(ctx, tx => mayReadRecord(ctx, tx, entity, record)) : false
}
