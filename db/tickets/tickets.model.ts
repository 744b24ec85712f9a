import {
  instant,
  integer,
  language,
  longText,
  openSelect,
  reference,
  select,
  text,
} from '../core/field.model'
import { type ReadOf, recordModel } from '../core/record.model'

/** new → open → solved → closed; while one waits for the customer, or for somebody else, it says for whom. */
export const ticketStatuses = [
  'new',
  'open',
  'waiting_customer',
  'waiting_elsewhere',
  'solved',
  'closed',
] as const
export type TicketStatus = (typeof ticketStatuses)[number]

export const ticketPriorities = ['low', 'normal', 'high', 'urgent'] as const
export type TicketPriority = (typeof ticketPriorities)[number]

export const ticketChannels = ['email', 'phone', 'chat', 'whatsapp', 'form', 'hand'] as const

/** Something that a customer wants to be helped with. */
export const ticketFields = {
  /** What it is about, in a line. */
  name: text({ required: true, searched: true, sortable: true }),
  /** Counts the workspace's tickets. */
  number: integer({ readOnly: true, searched: true, sortable: true, ungrouped: true }),
  description: longText({ searched: true, personal: true }),
  queueId: reference('queue'),
  type: openSelect(['question', 'problem', 'incident', 'request', 'complaint']),
  priority: select(ticketPriorities, { default: 'normal', sortable: true }),
  status: select(ticketStatuses, { default: 'new', sortable: true }),
  ownerId: reference('member'),
  customerId: reference('customer'),
  contactId: reference('contact'),
  dealId: reference('deal'),
  productId: reference('product'),
  /** The ticket that it is a part of. */
  parentTicketId: reference('ticket'),
  /** By which way it came. */
  channel: openSelect(ticketChannels, { default: 'hand' }),
  language: language(),
  /** Where it lies: where a person has put it, else where its customer does. */
  territoryId: reference('territory', { readOnly: true, derived: true, indexed: true }),
  fixedTerritoryId: reference('territory'),
  externalId: text(),
  /** The name of the policy whose clocks it has, by when the customer is to be answered, by when it is to be solved, and the earlier of the two (`db/service-levels`). */
  policy: text({ readOnly: true, derived: true }),
  replyBy: instant({ readOnly: true, derived: true }),
  solveBy: instant({ readOnly: true, derived: true }),
  dueAt: instant({ readOnly: true, derived: true, sortable: true }),
  /** Minutes of working time that are left of what is due next while its clock stands still; empty while it runs. */
  leftMinutes: integer({ readOnly: true, derived: true }),
  /** When somebody of us first answered. */
  firstRepliedAt: instant({ readOnly: true, derived: true }),
  solvedAt: instant({ readOnly: true, sortable: true }),
  closedAt: instant({ readOnly: true }),
  /** How often it was opened again. */
  reopenings: integer({ readOnly: true, default: 0 }),
  lastActivityAt: instant({ readOnly: true, derived: true, sortable: true }),
}

export const TicketModel = recordModel('ticket', ticketFields)
export type Ticket = ReadOf<typeof TicketModel>
