import { isTakenKey } from '../fields/custom-field.model'
import type { ImportEntity } from './import-entities.model'
import { importables } from './importables.rules'
import type { ColumnMapping } from './mapping.model'

/** A name for records whose file has none: what tells them apart, else what describes them, else the row. */
export function templateFor(
  entity: ImportEntity,
  headers: readonly string[],
  mapping: readonly ColumnMapping[],
): string {
  const headerOf = (field: string) => {
    const column = mapping.find(one => one.field === field)
    return column && headers[column.column]
  }
  const title = entity[0]!.toUpperCase() + entity.slice(1)
  const { namedBy = [], isPerson } = importables[entity]
  const parts = namedBy.map(headerOf).filter(Boolean)
  if (parts.length) return parts.map(header => `{${header}}`).join(' · ')
  const told = ['company', 'email', 'externalId', 'code'].map(headerOf).find(Boolean)
  if (told) return isPerson ? `{${told}}` : `${title} {${told}}`
  const describing = headers.find(header =>
    /^(job|occupation|profession|beruf|metier|segment|type)$/i.test(header.trim()),
  )
  return describing ? `{${describing}} {row}` : `${title} {row}`
}

/** `Fleet size (t)` → `fleet_size_t`; a script without Latin letters gives `field_<n>`. */
export function freshKey(header: string, taken: Set<string>): string {
  const words = header
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/ł/gi, 'l')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 56)
  let key = /^[a-z]/.test(words) ? words : words ? `f_${words}` : 'field'
  for (let n = 2; taken.has(key) || isTakenKey(key); n++) key = `${key.replace(/_\d+$/, '')}_${n}`
  taken.add(key)
  return key
}

/** `fleet_size` → `Fleet size`. */
export function labelOf(header: string): string {
  const words = header
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_\s]+/g, ' ')
    .trim()
  return /^[\p{Ll}\p{N}\s]+$/u.test(words) || /[a-z][A-Z]/.test(header)
    ? words.charAt(0).toUpperCase() + words.slice(1).toLowerCase()
    : words
}
