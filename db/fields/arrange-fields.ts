import { authorise, type Context } from '../core/context'
import { invalid } from '../core/errors'
import { parse } from '../core/parse'
import { write } from '../events/write'
import { customFieldEvents } from './custom-field.events'
import { type CustomField, FieldArrangement } from './custom-field.model'
import { customFieldsOf } from './custom-fields.queries'

/** Chooses which of the workspace's own fields of an entity stand on top, and in which order. Gives all of them, as they stand now. Throws `invalid` for an id that is none of them. */
export async function arrangeFields(ctx: Context, input: unknown): Promise<CustomField[]> {
  authorise(ctx, 'custom_field', 'update')
  const { entity, top } = parse(FieldArrangement, input) as FieldArrangement
  return write(ctx, async ({ tx, emit }) => {
    await tx`select 1 from custom_field where entity = ${entity} and deleted_at is null order by id for update`
    const fields = await customFieldsOf(tx, entity)
    const known = new Set(fields.map(({ id }) => id))
    const strangers = top.flatMap((id, at) => (known.has(id) ? [] : [at]))
    if (strangers.length)
      throw invalid(
        strangers.map(at => ({
          pointer: `/top/${at}`,
          code: 'reference_missing',
          message: 'There is no such custom field here.',
          params: { field: 'top', entity: 'custom_field' },
        })),
      )
    const placeOf = (id: string) => {
      const at = top.indexOf(id)
      return at < 0 ? null : at
    }
    const moved = fields.filter(({ id, topPosition }) => topPosition !== placeOf(id))
    if (moved.length === 0) return fields
    const places = moved.map(({ id }) => ({ id, place: placeOf(id) }))
    await tx`
      update custom_field f set top_position = g.place
      from jsonb_to_recordset(${tx.json(places)}) as g(id uuid, place smallint) where f.id = g.id`
    emit(
      ...moved.map(({ id, key, topPosition }) =>
        customFieldEvents.updated(
          id,
          { entity, key },
          { before: { topPosition }, after: { topPosition: placeOf(id) } },
        ),
      ),
    )
    return customFieldsOf(tx, entity)
  })
}
