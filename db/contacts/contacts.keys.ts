import type { KeyRule } from '../core/keys'

export const contactKeys = [
  { field: 'email', as: 'email', unique: true },
  { field: 'phone', as: 'phone', unique: false },
  { field: 'externalId', as: 'exact', unique: true },
] as const satisfies readonly KeyRule[]
