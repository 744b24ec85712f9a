import { changeOf } from '../core/change-of'
import { authorise, type Context } from '../core/context'
import type { Tx } from '../core/database'
import { notFound, refused } from '../core/errors'
import { isUuid } from '../core/ids'
import { parse } from '../core/parse'
import { write } from '../events/write'
import { customFieldEvents } from './custom-field.events'
import { type CustomField, CustomFieldUpdate } from './custom-field.model'

/** Changes the label, the options (values in use stay among them) or whether models may use a field. */
export async function changeField(ctx: Context, id: string, input: unknown): Promise<CustomField> {
  authorise(ctx, 'custom_field', 'update')
  const given = parse(CustomFieldUpdate, input) as CustomFieldUpdate
  return write(ctx, async ({ tx, emit }) => {
    const before = await lockField(tx, id)
    if (given.options) await refuseLosingValues(tx, before, given.options)
    const after = { ...before, ...given }
    const change = changeOf(before, after)
    if (!change) return before
    await tx`
      update custom_field set label = ${after.label}, options = ${after.options ? tx.json(after.options) : null}, afterwards = ${after.afterwards}
      where id = ${id}`
    emit(customFieldEvents.updated(id, { entity: before.entity, key: before.key }, change))
    return after
  })
}

/** Takes a field out of use. Its values stay in the records, and come back if the same key is defined again. */
export async function archiveField(ctx: Context, id: string): Promise<void> {
  authorise(ctx, 'custom_field', 'archive')
  await write(ctx, async ({ tx, emit }) => {
    const field = await lockField(tx, id)
    const now = ctx.clock().toISOString()
    await tx`update custom_field set deleted_at = ${now} where id = ${id}`
    emit(
      customFieldEvents.archived(
        id,
        { entity: field.entity, key: field.key, name: field.label },
        { before: { deletedAt: null }, after: { deletedAt: now } },
      ),
    )
  })
}

async function lockField(tx: Tx, id: string): Promise<CustomField> {
  const [field] = isUuid(id)
    ? await tx<CustomField[]>`
        select id, entity, key, label, kind, options, afterwards, top_position, created_at from custom_field where id = ${id} and deleted_at is null for update`
    : []
  if (!field) throw notFound('custom field')
  return field
}

async function refuseLosingValues(tx: Tx, field: CustomField, options: readonly string[]): Promise<void> {
  const used = await tx<{ value: string }[]>`
    select distinct custom ->> ${field.key} as value from ${tx(field.entity)}
    where custom ? ${field.key} and deleted_at is null and not (custom ->> ${field.key} = any(${[...options]})) limit 5`
  if (used.length)
    throw refused('custom_field.option_used', 'A value in use stays among the options.', {
      values: used.map(row => row.value),
    })
}
