import { ticketFields } from '@sextant/db/tickets/tickets.model'
import { fieldName, optionName } from '../../parts/mapping/names'
import type { FieldInfo, RecordKind } from '../../parts/records/kind'

/** What conditions of policies need to know of tickets. */
export const askedTickets: RecordKind = {
  entity: 'ticket',
  area: 'tickets',
  fields: ticketFields,
  label: fieldName,
  option: (_key, value) => optionName(value),
  always: [],
  href: id => `/tickets/${id}`,
}

/** What is known of a ticket by whoever writes it. */
export const isAskableOfTickets = ({ key, field, custom }: FieldInfo): boolean =>
  custom || (key in ticketFields && !field.traits.readOnly)
