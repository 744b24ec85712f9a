import type { KeyRule } from '../core/keys'

export const pipelineKeys = [
  { field: 'name', as: 'name', unique: false },
] as const satisfies readonly KeyRule[]

export const stageKeys = [{ field: 'name', as: 'name', unique: false }] as const satisfies readonly KeyRule[]
