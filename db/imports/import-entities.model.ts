import { customFieldEntities } from '../fields/custom-field.model'

/** What a file can be read into: the records that people keep, and `member`, a person of the own company without a sign-in. */
export const importEntities = [...customFieldEntities, 'member'] as const
export type ImportEntity = (typeof importEntities)[number]

/** What a filter can ask of an entity's making: `importId:eq:<id>` where an import can make it. */
export const makersOf = (entity: string): Record<string, string> =>
  (importEntities as readonly string[]).includes(entity) ? { importId: 'import' } : {}
