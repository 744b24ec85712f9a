import type { KeyRule } from '../core/keys'

export const queueKeys = [{ field: 'name', as: 'name', unique: true }] as const satisfies readonly KeyRule[]
