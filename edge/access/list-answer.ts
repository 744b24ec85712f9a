import type { AnySchema } from '@sextant/db/core/field.model'
import * as v from 'valibot'

/** A short list that comes whole. */
export const listAnswer = (description: string, schema: AnySchema) => ({
  description,
  schema: v.object({ items: v.array(schema) }),
})
