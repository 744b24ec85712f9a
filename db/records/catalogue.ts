import type { RecordName } from '../core/areas.model'
import type { Context } from '../core/context'
import { inWorkspace, type Tx } from '../core/database'
import { email, type Field, type Fields, reference, text } from '../core/field.model'
import { type Access, mayRead, scopeOf } from '../core/grants.rules'
import { systemFields } from '../core/record.model'
import { customCatalogue } from '../fields/custom-fields.queries'
import type { FilterCatalogue, Relation } from '../filter/filter.model'
import { allFields } from './columns'
import type { Entity } from './entity'
import { makersOf } from './makers.model'
import { perRole } from './per-role'
import { entityNamed } from './registry'

const memberFields: Fields = {
  name: text({ required: true }),
  email: email(),
  role: text({ required: true }),
}

/**
 * What the asker may filter and sort an entity by: the fields the role may read, and fields of related records where the role may read
 * all of them. Custom fields cost a statement, so they are read only when `names` mentions one.
 */
export async function catalogueOf(
  ctx: Context,
  entity: Entity,
  names: readonly string[],
): Promise<FilterCatalogue> {
  const custom = names.some(name => name.startsWith('custom.'))
    ? await inWorkspace(ctx, tx => readableCatalogue(ctx, tx, entity.name))
    : {}
  return { ...builtIn(ctx, entity), custom }
}

/** The workspace's own fields that the asker may read. */
async function readableCatalogue(ctx: Context, tx: Tx, entity: RecordName): Promise<Fields> {
  const all = Object.entries(await customCatalogue(tx, entity))
  return Object.fromEntries(all.filter(([key]) => mayRead(ctx.access, entity, `custom.${key}`)))
}

/** All of it but the workspace's own fields. */
const builtIn = perRole(
  (access, entity): Omit<FilterCatalogue, 'custom'> => ({
    entity: entity.name,
    fields: readableOf(access, entity),
    relations: relationsOf(access, entity),
    makers: makersOf(entity.name),
    keyedEmail: entity.keys.find(rule => rule.as === 'email')?.field,
  }),
)

const readableOf = (access: Pick<Access, 'grants'>, entity: Entity): Fields => ({
  id: reference(entity.name, { required: true }),
  ...Object.fromEntries(
    Object.entries(allFields(entity)).filter(
      ([key]) => key in systemFields || mayRead(access, entity.name, key),
    ),
  ),
})

function relationsOf(access: Pick<Access, 'grants'>, entity: Entity): Record<string, Relation> {
  const relations: Record<string, Relation> = {}
  for (const [via, field] of Object.entries(entity.model.fields) as [string, Field][]) {
    if (field.kind !== 'reference' || !via.endsWith('Id')) continue
    const related = field.refersTo!
    const target = entityNamed(related)
    const fields = target ? readableOf(access, target) : memberFields
    if (target && scopeOf(access, target.name, 'read') !== 'all') continue
    relations[via.slice(0, -2)] = { via, entity: related, fields }
  }
  return relations
}
