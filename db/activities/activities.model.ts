import { date, instant, integer, longText, reference, select, text, url } from '../core/field.model'
import { type ReadOf, recordModel } from '../core/record.model'

export const activityKinds = ['call', 'meeting', 'email', 'note', 'task'] as const
export type ActivityKind = (typeof activityKinds)[number]

/** Something done, or (a task) to be done, with a lead, contact, customer or deal. */
export const activityFields = {
  name: text({ required: true, searched: true, sortable: true }),
  kind: select(activityKinds, { required: true }),
  body: longText({ searched: true, personal: true }),
  leadId: reference('lead'),
  customerId: reference('customer'),
  contactId: reference('contact'),
  dealId: reference('deal'),
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
  externalId: text(),
}

export const ActivityModel = recordModel('activity', activityFields)
export type Activity = ReadOf<typeof ActivityModel>
