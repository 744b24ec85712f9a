import type { Tree } from '../records/ancestry.rules'

/** Companies belong to companies. */
export const customerAncestry = {
  kind: 'customer',
  field: 'parentId',
  message: 'A customer cannot be part of itself.',
} as const satisfies Tree
