/** What a file can be read into. `member` is a person of the own company without a sign-in. */
export const importEntities = [
  'lead',
  'customer',
  'contact',
  'deal',
  'product',
  'activity',
  'member',
] as const
export type ImportEntity = (typeof importEntities)[number]

/** What a filter can ask of an entity's making: `importId:eq:<id>` where an import can make it. */
export const makersOf = (entity: string): Record<string, string> =>
  (importEntities as readonly string[]).includes(entity) ? { importId: 'import' } : {}
