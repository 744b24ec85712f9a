import type { KeyRule } from '../core/keys'

export const productKeys = [
  { field: 'code', as: 'exact', unique: true },
  { field: 'name', as: 'name', unique: false },
  { field: 'externalId', as: 'exact', unique: true },
] as const satisfies readonly KeyRule[]
