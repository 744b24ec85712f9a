import { noteAudit } from '../audit/note-audit'
import { authorise, type Context } from '../core/context'
import { inWorkspace } from '../core/database'
import { type Field, type Fields, instantMs, type Money } from '../core/field.model'
import { mayRead, type Scope } from '../core/grants.rules'
import { toDecimal } from '../core/money.rules'
import type { AnyRecord } from '../core/record.model'
import { zonedText } from '../core/time-zone.rules'
import { customFieldsOf } from '../fields/custom-fields.queries'
import type { Filter } from '../filter/filter.model'
import { type ImportEntity, importEntities } from '../mapping/import-entities.model'
import { importTargets } from '../mapping/import-targets.rules'
import { csvLine } from '../reading/csv.rules'
import type { Entity } from '../records/entity'
import { listRecords } from '../records/list-records'
import { entityNamed } from '../records/registry'

export interface ExportAsked {
  filter?: Filter
  sort?: string
  q?: string
}

const pageRows = 500

/** Whether an import finds such records by their name; the others are written as ids. */
const isKnownByName = (kind: string): boolean =>
  kind === 'member' || (entityNamed(kind)?.keys.some(({ as }) => as === 'name') ?? false)

/**
 * A list as CSV text, a page at a time, as far as the asker may export: the columns that an import of the same entity understands, so that what is exported can be
 * imported again. The first piece comes with the first page, so that what the list refuses is thrown before anything is written. A moment is written as the asker's clock shows it, with its offset. Begins with a byte order mark, without which spreadsheets misread accents; cells that a spreadsheet would run are made harmless.
 */
export async function* exportRecords(
  ctx: Context,
  entity: Entity,
  asked: ExportAsked,
): AsyncGenerator<string> {
  authorise(ctx, entity.name, 'read')
  const taking = within(ctx, entity.name, authorise(ctx, entity.name, 'export'))
  const fields = Object.entries(writtenFields(entity)).filter(([key]) =>
    mayRead(ctx.access, entity.name, key),
  )
  const custom = (await inWorkspace(ctx, tx => customFieldsOf(tx, entity.name))).filter(({ key }) =>
    mayRead(ctx.access, entity.name, `custom.${key}`),
  )
  await noteAudit(ctx, { kind: 'export.made', subject: { type: entity.name, id: null } })
  let head = `\uFEFF${csvLine([...fields.map(([key]) => key), ...custom.map(({ key }) => `custom.${key}`)])}`
  let after: unknown
  do {
    const page = await listRecords(taking, entity, {
      ...asked,
      limit: pageRows,
      after,
      fields: [...fields.map(([key]) => key), 'custom'],
    })
    const names = JSON.parse(page.names) as Record<string, string>
    const records = JSON.parse(page.results) as AnyRecord[]
    const lines = records.map(record =>
      csvLine([
        ...fields.map(([key, field]) => cellOf(ctx, record[key], field, names)),
        ...custom.map(({ key, kind }) =>
          kind === 'instant' ? moment(ctx, record.custom[key]) : (record.custom[key] ?? null),
        ),
      ]),
    )
    yield head + lines.join('')
    head = ''
    after = page.next ?? undefined
  } while (after !== undefined)
}

/** What a file of a kind has: what an import of it understands; of a kind that comes from no file, all its fields. */
const writtenFields = ({ name, model }: Entity): Fields =>
  importEntities.some(one => one === name) ? importTargets(name as ImportEntity) : model.fields

/** The same asker, who sees of these records only what they may export. */
const within = (ctx: Context, name: Entity['name'], scope: Scope): Context => {
  const { grants } = ctx.access
  return {
    ...ctx,
    access: { ...ctx.access, grants: { ...grants, [name]: { ...grants[name], read: scope } } },
  }
}

function cellOf(
  ctx: Context,
  value: unknown,
  field: Field,
  names: Record<string, string>,
): string | number | boolean | null {
  if (value === null || value === undefined) return null
  if (field.kind === 'instant') return moment(ctx, value)
  if (field.kind === 'money') return `${toDecimal(value as Money)} ${(value as Money).currency}`
  if (field.kind === 'reference' && isKnownByName(field.refersTo!))
    return names[value as string] ?? (value as string)
  return value as string | number | boolean
}

/** What is no moment, such as what a custom field kept before it was one, is written as it is. */
function moment({ timeZone }: Context, value: unknown): string | null {
  if (value === null || value === undefined) return null
  const at = instantMs(String(value))
  return Number.isFinite(at) ? zonedText(at, timeZone) : String(value)
}
