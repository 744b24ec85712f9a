import { workContext } from '@sextant/db/access/work-context'
import { activityEvents } from '@sextant/db/activities/activities.events'
import { calendarEvents } from '@sextant/db/calendars/calendars.events'
import { messageEvents } from '@sextant/db/conversations/conversations.events'
import { systemClock } from '@sextant/db/core/clock'
import { isOutage } from '@sextant/db/core/postgres-faults'
import { type LoggedEvent, payloadOf } from '@sextant/db/events/event.model'
import { followCalendars } from '@sextant/db/service-levels/follow-calendars'
import { followClocks } from '@sextant/db/service-levels/follow-clocks'
import { type Contact, keepContacts } from '@sextant/db/tickets/keep-contacts'
import { ticketEvents } from '@sextant/db/tickets/tickets.events'
import type { Consumer } from '../relay/consumer'

const { created, updated, archived, restored } = ticketEvents

/** Keeps the clocks of tickets with what happens to them, and has them counted anew when hours change. */
export const followTicketClocks = (): Consumer => ({
  name: 'service-levels',
  batch: 1_000,
  kinds: [
    ...[created, updated, archived, restored].map(({ kind }) => kind),
    activityEvents.logged.kind,
    activityEvents.revised.kind,
    calendarEvents.updated.kind,
    calendarEvents.chosen.kind,
    ...[messageEvents.received, messageEvents.sent, messageEvents.withdrawn].map(({ kind }) => kind),
  ],
  consume: async (events, { db, log }) => {
    for (const [workspaceId, some] of Map.groupBy(events, event => event.workspaceId))
      try {
        const ctx = await workContext({ db, clock: systemClock }, { workspaceId, task: 'service_levels' })
        if (some.some(({ subjectType }) => subjectType === 'calendar')) await followCalendars(ctx)
        const contacts = some.flatMap(event => contactOf(event) ?? [])
        await keepContacts(ctx, contacts)
        const tickets = some.flatMap(event => (event.subjectType === 'ticket' ? [event.subjectId] : []))
        const ids = new Set([...tickets, ...contacts.map(({ ticketId }) => ticketId)])
        if (ids.size) await followClocks(ctx, [...ids])
      } catch (error) {
        if (isOutage(error)) throw error
        // What is wrong in one workspace must not keep all others waiting.
        log.error('clocks of tickets could not be kept', { workspaceId, error })
      }
  },
})

/** Messages, and calls, meetings and e-mails that somebody logged, by which the customer of a ticket asked, or was answered. */
function contactOf(event: LoggedEvent): Contact | undefined {
  const { subjectId: ticketId, occurredAt } = event
  if (event.subjectType === 'conversation') return ofMessage(event)
  if (event.subjectType !== 'ticket') return undefined
  if (event.kind === activityEvents.revised.kind) {
    const { activityId, occurredAt: at } = payloadOf(activityEvents.revised, event)
    return activityId ? { id: activityId, ticketId, at: at ?? null, what: null } : undefined
  }
  if (event.kind !== activityEvents.logged.kind) return undefined
  const { activityId, kind, direction } = payloadOf(activityEvents.logged, event)
  if (!activityId || !kind || !['call', 'meeting', 'email'].includes(kind)) return undefined
  return { id: activityId, ticketId, at: occurredAt, what: direction === 'in' ? 'asked' : 'replied' }
}

/** What a machine wrote asks for nothing and answers nothing. */
function ofMessage(event: LoggedEvent): Contact | undefined {
  const { ticketId, messageId, automatic } = payloadOf(messageEvents.received, event)
  if (!ticketId || !messageId || automatic) return undefined
  if (event.kind === messageEvents.withdrawn.kind) return { id: messageId, ticketId, at: null, what: null }
  const isAsked = event.kind === messageEvents.received.kind
  return {
    id: messageId,
    ticketId,
    at: event.occurredAt,
    what: isAsked ? 'asked' : 'replied',
    opens: isAsked,
  }
}
