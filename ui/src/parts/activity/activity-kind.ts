import {
  type ActivityKind,
  activityFields,
  activityKinds,
  usualRepeats,
} from '@sextant/db/activities/activities.model'
import type { RecordKind } from '../records/kind'
import { t } from './activity.text'

type FieldKey = keyof typeof activityFields
const isField = (key: string): key is FieldKey => key in activityFields
export const isActivityKind = (kind: unknown): kind is ActivityKind => activityKinds.some(one => one === kind)

const isUsual = (repeats: string): repeats is (typeof usualRepeats)[number] =>
  usualRepeats.some(one => one === repeats)

/** What screens know of an activity beyond its model. Used by the task pages and by every drawer that logs one. */
export const activityKind: RecordKind = {
  entity: 'activity',
  area: 'activities',
  fields: activityFields,
  label: key => (isField(key) ? t(`field.${key}`) : key === 'owner.name' ? t('field.owner.name') : key),
  option: (key, value) => {
    if (key === 'kind' && isActivityKind(value)) return t(`kind.${value}`)
    if (key === 'repeats') return isUsual(value) ? t(`repeats.${value}`) : value
    return key === 'direction' && (value === 'in' || value === 'out') ? t(`direction.${value}`) : value
  },
  always: [
    'id',
    'version',
    'name',
    'kind',
    'leadId',
    'customerId',
    'contactId',
    'dealId',
    'ticketId',
    'ownerId',
    'dueOn',
    'doneAt',
    'repeats',
    'occurredAt',
    'deletedAt',
  ],
  mentions: ['body'],
  href: id => `/activities?show=all&open=${id}`,
}

/** What an activity can be about. */
export const subjects = [
  { field: 'leadId', entity: 'lead' },
  { field: 'dealId', entity: 'deal' },
  { field: 'ticketId', entity: 'ticket' },
  { field: 'customerId', entity: 'customer' },
  { field: 'contactId', entity: 'contact' },
] as const
