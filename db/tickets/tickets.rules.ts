import type { Tree } from '../records/ancestry.rules'
import { type By, type Change, type Refusal, refusal, type Step } from '../records/change.model'
import type { Ticket, TicketStatus } from './tickets.model'

export const ticketAncestry = {
  kind: 'ticket',
  field: 'parentTicketId',
  message: 'A ticket cannot be part of itself.',
} as const satisfies Tree

export interface TicketFacts {
  /** The number that the next new ticket has. */
  number: number
  /** The customers of the contacts that new tickets name. */
  customers: ReadonlyMap<string, string | null>
}

const next: Record<TicketStatus, readonly TicketStatus[]> = {
  new: ['open', 'waiting_customer', 'waiting_elsewhere', 'solved'],
  open: ['waiting_customer', 'waiting_elsewhere', 'solved'],
  waiting_customer: ['open', 'waiting_elsewhere', 'solved'],
  waiting_elsewhere: ['open', 'waiting_customer', 'solved'],
  solved: ['open', 'waiting_customer', 'waiting_elsewhere', 'closed'],
  closed: ['open'],
}

/** Where a ticket may go from here by hand. Out of solved or closed it is opened again. */
export const nextTicketStatuses = (from: TicketStatus): readonly TicketStatus[] => next[from]

/** Nothing more is expected of us. */
export const isSolved = (status: TicketStatus): boolean => status === 'solved' || status === 'closed'

/** A new ticket has a number and its contact's customer; when it was solved, closed and opened again follows from its status. */
export function followTicket(change: Change<Ticket>, facts: TicketFacts, by: By): Refusal | undefined {
  const { before, values } = change
  if (values.deletedAt !== undefined && before) return
  if (by.putsBack) return
  if (!before) fillNew(change, facts)
  return followStatus(change, by)
}

function fillNew({ values, told }: Change<Ticket>, { number, customers }: TicketFacts): void {
  values.number = number
  if (told.customerId === undefined && values.contactId)
    values.customerId = customers.get(values.contactId) ?? null
}

function followStatus({ before, values }: Change<Ticket>, by: By): Refusal | undefined {
  const to = values.status
  if (!to) return
  const from = before?.status
  if (from && from !== to && !by.takesAnyStep && !next[from].includes(to))
    return refusal('ticket.transition', `A ${from} ticket cannot become ${to}.`, { from, to }, 'status')
  if (!from && !isSolved(to)) return
  if (isSolved(to)) {
    // A file may tell when that was.
    if (!before?.solvedAt) values.solvedAt ??= by.now
    if (to === 'closed') values.closedAt ??= by.now
    else if (before?.closedAt) values.closedAt = null
    return
  }
  if (!from || !isSolved(from)) return
  values.solvedAt = null
  values.closedAt = null
  values.reopenings = (before?.reopenings ?? 0) + 1
}

/** The changes with the customers that new tickets take from their contacts. */
export const ofTheContacts = (
  changes: readonly Change<Ticket>[],
  { customers }: Pick<TicketFacts, 'customers'>,
  by: By,
): Change<Ticket>[] =>
  changes.map(change => {
    const { before, values, told } = change
    const customerId = values.contactId ? customers.get(values.contactId) : undefined
    if (before || by.putsBack || told.customerId !== undefined || !customerId) return change
    return { ...change, values: { ...values, customerId } }
  })

/** The next new ticket of the batch has the next number. */
export function learnNumber({ before, after }: Step<Ticket>, facts: TicketFacts): void {
  if (!before) facts.number = (after.number ?? facts.number) + 1
}
