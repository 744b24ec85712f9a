import { importedNames } from '../core/areas.model'

/** What a file can be read into: the records that people keep, and `member`, a person of the own company without a sign-in. */
export const importEntities = [...importedNames, 'member'] as const
export type ImportEntity = (typeof importEntities)[number]
