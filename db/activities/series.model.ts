import * as v from 'valibot'
import { isTimeZone } from '../core/time-zone.rules'
import { isDay } from '../filter/time.rules'
import { ActivityModel } from './activities.model'
import { InviteesSave } from './invitees.model'
import { seriesPattern } from './repeat.rules'
import { partsOf } from './series.rules'

const Rule = v.pipe(
  v.string(),
  v.regex(seriesPattern, 'Write a rule such as FREQ=WEEKLY;BYDAY=MO;COUNT=10 (RFC 5545).'),
  v.check(rule => isDay(partsOf(rule).until ?? '2000-01-01'), 'The last day is a day of the calendar.'),
)

/** Makes a meeting repeat: by which rule, and in whose zone its time on the clock is kept (the asker's, when absent). */
export const SeriesSave = v.strictObject({
  rule: Rule,
  timeZone: v.optional(v.pipe(v.string(), v.check(isTimeZone, 'There is no such time zone.'))),
})

/** `later`: this meeting and those after it; `all`: all that are still to come. What has been held stays as it was. */
const Which = v.picklist(['later', 'all'])
export type Which = v.InferOutput<typeof Which>

const { entries } = ActivityModel.Update
/** What is changed of several meetings of a series; of their times what they are to be for the one that is named. */
export const SeriesChange = v.strictObject({
  which: Which,
  values: v.optional(
    v.strictObject({
      name: entries.name,
      body: entries.body,
      ownerId: entries.ownerId,
      leadId: entries.leadId,
      customerId: entries.customerId,
      contactId: entries.contactId,
      dealId: entries.dealId,
      location: entries.location,
      startsAt: v.optional(
        v.pipe(
          entries.startsAt,
          v.check(at => at !== null, 'A meeting that repeats has a start.'),
        ),
      ),
      endsAt: entries.endsAt,
      remindAt: entries.remindAt,
      custom: entries.custom,
    }),
  ),
  rule: v.optional(Rule),
  invitees: v.optional(InviteesSave.entries.invitees),
})

export const SeriesCancel = v.strictObject({ which: Which })

/** A rule, in whose zone, and which meetings there are. `lastDay`: null, where there is no end. */
export const SeriesShown = v.object({
  id: v.string(),
  rule: v.string(),
  timeZone: v.string(),
  firstDay: v.string(),
  lastDay: v.nullable(v.string()),
  coming: v.number(),
  held: v.number(),
})
export type SeriesShown = v.InferOutput<typeof SeriesShown>

/** How many meetings were changed, made and put into the bin; and how many stay as they were, as the asker may not change them. */
export const SeriesChanged = v.object({
  changed: v.number(),
  made: v.number(),
  cancelled: v.number(),
  kept: v.number(),
})
export type SeriesChanged = v.InferOutput<typeof SeriesChanged>
