import * as v from 'valibot'
import { eventsOf } from '../events/event.model'

/** The field's own name is its `key`; `name` is what people call it. */
export const customFieldEvents = eventsOf(
  { subject: 'custom_field' },
  {
    created: { effect: 'made' },
    updated: { payload: { entity: v.string(), key: v.string() } },
    archived: {
      payload: { entity: v.optional(v.string()), key: v.optional(v.string()), name: v.nullable(v.string()) },
    },
  },
)
