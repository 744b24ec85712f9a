import type { KeyRule } from '../core/keys'

export const activityKeys = [
  { field: 'externalId', as: 'exact', unique: true },
] as const satisfies readonly KeyRule[]
