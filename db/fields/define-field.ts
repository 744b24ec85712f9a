import { authorise, type Context } from '../core/context'
import { conflict } from '../core/errors'
import { uuidv7 } from '../core/ids'
import { parse } from '../core/parse'
import { type Write, write } from '../events/write'
import { customFieldEvents } from './custom-field.events'
import { type CustomField, CustomFieldCreate } from './custom-field.model'

/** Adds a field of the workspace's own to an entity. Throws `conflict` when the key is taken. */
export async function defineField(ctx: Context, input: unknown): Promise<CustomField> {
  authorise(ctx, 'custom_field', 'create')
  const given = parse(CustomFieldCreate, input) as CustomFieldCreate
  return write(ctx, to => insertField(ctx, to, given))
}

/** The part that other verbs use inside a transaction of their own. */
export async function insertField(
  ctx: Context,
  { tx, emit }: Write,
  given: CustomFieldCreate,
): Promise<CustomField> {
  const [made] = await tx<CustomField[]>`
    insert into custom_field (id, workspace_id, entity, key, label, kind, options, afterwards, created_at)
    values (${uuidv7()}, ${ctx.workspaceId}, ${given.entity}, ${given.key}, ${given.label}, ${given.kind},
      ${given.options ? tx.json(given.options) : null}, ${given.afterwards}, ${ctx.clock().toISOString()})
    on conflict do nothing
    returning id, entity, key, label, kind, options, afterwards, top_position, created_at`
  if (!made)
    throw conflict(
      `${given.entity} already has a field “${given.key}”.`,
      { key: given.key },
      'custom_field.taken',
    )
  emit(customFieldEvents.created(made.id, {}, { after: { ...given } }))
  return made
}
