import type postgres from 'postgres'
import { customFieldEntities } from '../core/areas.model'
import type { Context } from '../core/context'
import { readOnce, type Tx } from '../core/database'
import { scopeOf } from '../core/grants.rules'

/**
 * What nearly every screen needs before it can show anything: who is in the workspace, by name, and the workspace's own fields of all
 * entities, those on top first, then in the order in which they were added, and its pipelines in their order. One statement; JSON text of `{members: [{id, name, role}],
 * fields: [CustomField], pipelines: [{id, name, isDefault}]}`. Of what the role may not read there is nothing.
 */
export async function basicsOf(ctx: Context): Promise<string> {
  const members = scopeOf(ctx.access, 'member', 'read') !== undefined
  const fields = scopeOf(ctx.access, 'custom_field', 'read') !== undefined
  const pipelines = scopeOf(ctx.access, 'pipeline', 'read') !== undefined
  const [row] = await readOnce(
    ctx,
    sql => sql<{ body: string }[]>`
      select json_build_object(
        'members', (select coalesce(json_agg(json_build_object('id', id, 'name', name, 'role', role) order by name, id), '[]')
          from member where workspace_id = ${ctx.workspaceId} and deleted_at is null and ${members}),
        'fields', (select coalesce(json_agg(json_build_object('id', id, 'entity', entity, 'key', key, 'label', label, 'kind', kind,
            'options', options, 'afterwards', afterwards, 'topPosition', top_position, 'createdAt', created_at) order by entity, top_position, created_at, key), '[]')
          from custom_field where workspace_id = ${ctx.workspaceId} and deleted_at is null and ${fields} ${readableOnly(ctx, sql)}),
        'pipelines', (select coalesce(json_agg(json_build_object('id', id, 'name', name, 'isDefault', is_default) order by position, id), '[]')
          from pipeline where workspace_id = ${ctx.workspaceId} and deleted_at is null and ${pipelines}))::text as body`,
  )
  return row!.body
}

/** Of the rows of `custom_field` those that the asker may read. */
function readableOnly({ access: { grants } }: Context, sql: Tx): postgres.Fragment {
  const limited = customFieldEntities.flatMap(entity => {
    const readable = grants[entity]?.readable
    return readable ? [sql`when ${entity} then 'custom.' || key = any(${[...readable]})`] : []
  })
  if (limited.length === 0) return sql``
  return sql`and case entity ${limited.reduce((all, one) => sql`${all} ${one}`)} else true end`
}
