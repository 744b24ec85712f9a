import type { KeyRule } from '../core/keys'

export const dealKeys = [
  { field: 'externalId', as: 'exact', unique: true },
] as const satisfies readonly KeyRule[]
