import type { KeyRule } from '../core/keys'

export const customerKeys = [
  { field: 'domain', as: 'domain', unique: true },
  { field: 'name', as: 'name', unique: false },
  { field: 'externalId', as: 'exact', unique: true },
] as const satisfies readonly KeyRule[]
