import type { KeyRule } from '../core/keys'

export const affiliationKeys = [] as const satisfies readonly KeyRule[]
