import type { KeyRule } from '../core/keys'

/** Numbers are told apart by the table that they are given in. */
export const quoteKeys = [] as const satisfies readonly KeyRule[]
