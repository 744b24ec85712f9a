import * as v from 'valibot'
import { date } from '../core/field.model'
import { Names } from '../core/page.model'
import { ActivityModel } from './activities.model'

const mostPeople = 20
/** Six weeks of a month's page, and room to spare. */
export const mostDays = 62
export const mostItems = 1000

const ids = /^(all|[0-9a-fA-F-]{36}(,[0-9a-fA-F-]{36}){0,19})$/

/** Days from the first to the last, by the asker's clock; whose: the asker's own, those of some people, or `all`. */
export const AgendaQuery = v.strictObject({
  from: date().schema,
  until: date().schema,
  members: v.optional(
    v.pipe(v.string(), v.regex(ids, `Write all, or the ids of up to ${mostPeople} members.`)),
  ),
})
export type AgendaQuery = v.InferOutput<typeof AgendaQuery>

/** What stands in the calendar: with the fields that say when it is, whose and about what. `more`: there is more than fits. */
export const Agenda = v.object({ results: v.array(ActivityModel.Part), names: Names, more: v.boolean() })
