import {
  date,
  instant,
  integer,
  longText,
  openSelect,
  reference,
  select,
  text,
  url,
} from '../core/field.model'
import { type ReadOf, recordModel } from '../core/record.model'

export const activityKinds = ['call', 'meeting', 'email', 'note', 'task'] as const
export type ActivityKind = (typeof activityKinds)[number]

/** How tasks usually repeat (RFC 5545); others may be written. */
export const usualRepeats = [
  'FREQ=DAILY',
  'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  'FREQ=WEEKLY',
  'FREQ=WEEKLY;INTERVAL=2',
  'FREQ=MONTHLY',
  'FREQ=MONTHLY;BYMONTHDAY=-1',
  'FREQ=MONTHLY;INTERVAL=3',
  'FREQ=YEARLY',
] as const

/** Something done, or (a task) to be done, with a lead, contact, customer, deal or ticket. */
export const activityFields = {
  name: text({ required: true, searched: true, sortable: true }),
  kind: select(activityKinds, { required: true }),
  body: longText({ searched: true, personal: true }),
  leadId: reference('lead'),
  customerId: reference('customer'),
  contactId: reference('contact'),
  dealId: reference('deal'),
  ticketId: reference('ticket'),
  ownerId: reference('member'),
  direction: select(['in', 'out']),
  outcome: text(),
  durationMinutes: integer(),
  occurredAt: instant({ sortable: true }),
  startsAt: instant({ sortable: true }),
  endsAt: instant(),
  location: text(),
  recordingUrl: url(),
  transcript: longText({ personal: true }),
  dueOn: date({ sortable: true }),
  doneAt: instant({ sortable: true }),
  remindAt: instant(),
  repeats: openSelect(usualRepeats),
  /** Of a meeting that repeats: the series, and when its rule has it, wherever it was moved since. */
  seriesId: text({ readOnly: true, derived: true }),
  seriesAt: instant({ readOnly: true, derived: true }),
  externalId: text(),
}

export const ActivityModel = recordModel('activity', activityFields)
export type Activity = ReadOf<typeof ActivityModel>
