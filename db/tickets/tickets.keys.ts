import type { KeyRule } from '../core/keys'

export const ticketKeys = [
  { field: 'externalId', as: 'exact', unique: true },
] as const satisfies readonly KeyRule[]
