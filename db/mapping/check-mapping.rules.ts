import type { ImportEntity } from './import-entities.model'
import { importTargets, matchFields, mayHaveCustom } from './import-targets.rules'
import type { ColumnMapping, ImportSettings } from './mapping.model'

export interface MappingProblem {
  pointer: string
  code:
    | 'unknown_field'
    | 'unknown_column'
    | 'field_twice'
    | 'column_twice'
    | 'required'
    | 'nothing_mapped'
    | 'not_creatable'
    | 'field_taken'
    | 'no_match_field'
  message: string
  params?: Record<string, string | number>
}

/** What is wrong with a mapping by itself: such a change is refused. */
export function checkMapping(
  entity: ImportEntity,
  mapping: readonly ColumnMapping[],
  columns: number,
  custom: readonly { key: string; kind: string }[],
): MappingProblem[] {
  const targets = importTargets(entity)
  const known = new Map(custom.map(field => [`custom.${field.key}`, field]))
  const seen = new Set<number>()
  return mapping.flatMap((column, i): MappingProblem[] => {
    const at = `/mapping/${i}`
    if (column.column >= columns)
      return [
        {
          pointer: `${at}/column`,
          code: 'unknown_column',
          message: `The file has ${columns} columns.`,
          params: { columns },
        },
      ]
    if (seen.has(column.column))
      return [{ pointer: `${at}/column`, code: 'column_twice', message: 'This column is named twice.' }]
    seen.add(column.column)
    if ((column.readAs.currencyColumn ?? 0) >= columns)
      return [
        {
          pointer: `${at}/readAs/currencyColumn`,
          code: 'unknown_column',
          message: `The file has ${columns} columns.`,
          params: { columns },
        },
      ]
    if (column.field === null || targets[column.field]) return []
    const key = /^custom\.((?!(?:constructor|prototype)$)[a-z][a-z0-9_]{0,62})$/.exec(column.field)?.[1]
    if (key && column.create && !mayHaveCustom(entity))
      return [
        { pointer: `${at}/create`, code: 'not_creatable', message: `A ${entity} has no fields of your own.` },
      ]
    if (
      key &&
      column.create &&
      known.has(column.field) &&
      known.get(column.field)!.kind !== column.create.kind
    )
      return [
        {
          pointer: `${at}/field`,
          code: 'field_taken',
          message: `There is a field “${key}” of another kind.`,
          params: { field: column.field },
        },
      ]
    if (key && (column.create || known.has(column.field))) return []
    return [
      {
        pointer: `${at}/field`,
        code: 'unknown_field',
        message: `There is no field “${column.field}”.`,
        params: { field: column.field },
      },
    ]
  })
}

/** What keeps a draft from starting. Pointers are into the import. */
export function problemsOf(
  entity: ImportEntity,
  mapping: readonly ColumnMapping[],
  settings: ImportSettings,
): MappingProblem[] {
  const problems: MappingProblem[] = []
  const first = new Map<string, number>()
  for (const [i, { field, column }] of mapping.entries()) {
    if (field === null) continue
    const other = first.get(field)
    if (other !== undefined)
      problems.push({
        pointer: `/mapping/${i}/field`,
        code: 'field_twice',
        message: 'Two columns become the same field.',
        params: { field, column, other },
      })
    else first.set(field, column)
  }
  if (first.size === 0)
    problems.push({ pointer: '/mapping', code: 'nothing_mapped', message: 'No column becomes a field.' })
  if (settings.mode !== 'update')
    for (const [key, field] of Object.entries(importTargets(entity)))
      if (field.traits.required && !first.has(key) && !(key === 'name' && settings.nameTemplate))
        problems.push({
          pointer: '/mapping',
          code: 'required',
          message: `A new ${entity} needs “${key}”.`,
          params: { field: key },
        })
  const unknown = settings.matchBy.findIndex(field => !matchFields(entity).includes(field))
  if (unknown !== -1)
    problems.push({
      pointer: `/settings/matchBy/${unknown}`,
      code: 'unknown_field',
      message: `Rows are not matched by “${settings.matchBy[unknown]}”.`,
      params: { field: settings.matchBy[unknown]! },
    })
  if (settings.mode === 'update' && !settings.matchBy.some(field => first.has(field)))
    problems.push({
      pointer: '/settings/matchBy',
      code: 'no_match_field',
      message: 'No mapped column tells which record a row is.',
    })
  return problems
}
