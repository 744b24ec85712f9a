import { importedNames } from '../core/areas.model'

/** What a filter can ask of an entity's making: `importId:eq:<id>` where an import can make it. */
export const makersOf = (entity: string): Record<string, string> =>
  (importedNames as readonly string[]).includes(entity) ? { importId: 'import' } : {}
