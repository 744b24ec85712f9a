import { text } from '@sextant/db/core/field.model'
import {
  type TicketStatus,
  ticketChannels,
  ticketFields,
  ticketPriorities,
  ticketStatuses,
} from '@sextant/db/tickets/tickets.model'
import { nextTicketStatuses } from '@sextant/db/tickets/tickets.rules'
import type { Tone } from '../parts/chip/tone.model'
import type { RecordKind } from '../parts/records/kind'
import { t } from './tickets.text'

type FieldKey = keyof typeof ticketFields
const isField = (key: string): key is FieldKey => key in ticketFields
export const isTicketStatus = (value: unknown): value is TicketStatus =>
  ticketStatuses.some(status => status === value)

const types = ['question', 'problem', 'incident', 'request', 'complaint'] as const
const named = [...ticketPriorities, ...types, ...ticketChannels] as const
const hasName = (value: string): value is (typeof named)[number] => named.some(one => one === value)

const statusTones: Record<TicketStatus, Tone> = {
  new: 'info',
  open: 'slate',
  waiting_customer: 'plum',
  waiting_elsewhere: 'plum',
  solved: 'pos',
  closed: 'slate',
}
const priorityTones: Readonly<Record<string, Tone>> = { urgent: 'neg', high: 'warn' }

/** What the screens know of a ticket beyond its model. */
export const ticketKind: RecordKind = {
  entity: 'ticket',
  area: 'tickets',
  fields: ticketFields,
  label: key => (isField(key) ? t(`field.${key}`) : key === 'owner.name' ? t('field.ownerId') : key),
  option: (key, value) => {
    if (key === 'status') return isTicketStatus(value) ? t(`state.${value}`) : value
    return hasName(value) ? t(`option.${value}`) : value
  },
  tone: (key, value) => {
    if (key === 'status' && isTicketStatus(value)) return statusTones[value]
    return key === 'priority' ? priorityTones[value] : undefined
  },
  next: (record, key) =>
    key === 'status' && isTicketStatus(record.status) ? nextTicketStatuses(record.status) : undefined,
  relations: { owner: { via: 'ownerId', entity: 'member', fields: { name: text() } } },
  relationLabel: () => t('field.ownerId'),
  always: [
    'id',
    'version',
    'name',
    'number',
    'status',
    'priority',
    'channel',
    'customerId',
    'ownerId',
    'dueAt',
    'leftMinutes',
    'contactId',
    'createdAt',
    'deletedAt',
  ],
  href: id => `/tickets/${id}`,
}
