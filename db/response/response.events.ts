import * as v from 'valibot'
import { eventsOf } from '../events/event.model'

/** Of the rules, whose subject is the workspace. */
export const responseRulesEvents = eventsOf(
  { subject: 'response_rules', sight: 'assignment' },
  { changed: { payload: { version: v.number(), names: v.array(v.string()) } } },
)

/** Of the first answer to a lead. */
export const responseEvents = eventsOf(
  { subject: 'lead', word: 'response' },
  {
    /** It is to be answered by then; null: its clock has ended. */
    due: { payload: { respondBy: v.nullable(v.string()), rule: v.nullable(v.string()) }, shown: true },
    given: { payload: { at: v.string(), late: v.boolean() }, shown: true },
    /** Nobody has answered in time. */
    late: { payload: { respondBy: v.string(), rule: v.string() }, shown: true },
  },
)
