import type { Fields } from '../core/field.model'
import type { ImportEntity } from './import-entities.model'
import { importables } from './importables.rules'

/** The fields that a column may become, by key. */
export function importTargets(entity: ImportEntity): Fields {
  const { fields, told } = importables[entity]
  return Object.fromEntries(
    Object.entries(fields).filter(([key, field]) => !field.traits.readOnly || told?.includes(key)),
  )
}

/** By which fields a row may be recognised, strongest first. */
export const matchFields = (entity: ImportEntity): readonly string[] => importables[entity].matchBy

/** Whether the entity may have custom fields. */
export const mayHaveCustom = (entity: ImportEntity): boolean => importables[entity].custom ?? true
