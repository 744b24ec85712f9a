import { createCalendar } from '../calendars/create-calendar'
import type { Context } from '../core/context'
import { inWorkspace } from '../core/database'
import { uuidv7 } from '../core/ids'
import { queueEntity } from '../queues/queues.entity'
import { createRecord } from '../records/create-record'
import { updateRecord } from '../records/update-record'
import { setServicePolicies } from '../service-levels/set-policies'
import { keepContacts } from '../tickets/keep-contacts'
import { ticketEntity } from '../tickets/tickets.entity'
import type { TicketPriority, TicketStatus } from '../tickets/tickets.model'

interface Told {
  name: string
  description: string
  priority: TicketPriority
  type: string
  channel: string
  queue: 'Support' | 'Billing'
  /** Hours before now: when it came, when somebody replied, and when it became what it is. */
  ago: number
  replied?: number
  becomes?: [TicketStatus, number]
  nobody?: true
}

const told: readonly Told[] = [
  {
    name: 'Cold box arrived open',
    description: 'Box 5 was open when it reached the depot. Which lots are safe to use?',
    priority: 'high',
    type: 'incident',
    channel: 'email',
    queue: 'Support',
    ago: 26,
    replied: 25,
    becomes: ['open', 24],
  },
  {
    name: 'Invoice with the old tax number',
    description: 'Our tax number has changed in July. Please send the invoice again.',
    priority: 'normal',
    type: 'request',
    channel: 'email',
    queue: 'Billing',
    ago: 30,
  },
  {
    name: 'Reefer drops off the map at sea',
    description: 'Since Tuesday the tracker sends nothing once the ship has left port.',
    priority: 'high',
    type: 'problem',
    channel: 'phone',
    queue: 'Support',
    ago: 5,
  },
  {
    name: 'Stock sync answers 429',
    description: 'The nightly sync stops after a few hundred articles.',
    priority: 'urgent',
    type: 'incident',
    channel: 'form',
    queue: 'Support',
    ago: 1,
  },
  {
    name: 'Press line sensor reads 0',
    description: 'The sensor of line 2 reads 0 whatever we do. Photos are attached.',
    priority: 'high',
    type: 'problem',
    channel: 'phone',
    queue: 'Support',
    ago: 28,
    replied: 27,
    becomes: ['waiting_customer', 27],
  },
  {
    name: 'Gate refuses new badges',
    description: 'Badges that were made this week do not open the gate.',
    priority: 'normal',
    type: 'incident',
    channel: 'chat',
    queue: 'Support',
    ago: 3,
    becomes: ['open', 2],
  },
  {
    name: 'Printer skips every second label',
    description: 'It began after the last update of its firmware.',
    priority: 'normal',
    type: 'problem',
    channel: 'chat',
    queue: 'Support',
    ago: 4,
    replied: 3,
    becomes: ['open', 3],
  },
  {
    name: 'Five users for the new terminal',
    description: 'Please make accounts for the five people in the list.',
    priority: 'low',
    type: 'request',
    channel: 'form',
    queue: 'Support',
    ago: 8,
    nobody: true,
  },
  {
    name: 'Credit note for a pallet',
    description: 'Pallet 7 came back. We wait for the credit note.',
    priority: 'normal',
    type: 'request',
    channel: 'email',
    queue: 'Billing',
    ago: 7,
    nobody: true,
  },
  {
    name: 'Harvest report is empty',
    description: 'The report of October has no rows.',
    priority: 'normal',
    type: 'question',
    channel: 'form',
    queue: 'Support',
    ago: 2,
  },
  {
    name: 'Night delivery for two wards',
    description: 'Can you deliver after 22:00 from next week on?',
    priority: 'low',
    type: 'question',
    channel: 'email',
    queue: 'Support',
    ago: 50,
    replied: 49,
    becomes: ['waiting_elsewhere', 48],
  },
  {
    name: 'Wrong lot in three wards',
    description: 'Three wards have received lot 7714 in place of 7716.',
    priority: 'urgent',
    type: 'complaint',
    channel: 'phone',
    queue: 'Support',
    ago: 74,
    replied: 73,
    becomes: ['solved', 55],
  },
]

const hourMs = 3_600_000

/** Tickets of the made-up company's customers, with the queues in which they wait and what is promised about them. */
export async function foundTickets(ctx: Context, adminId: string): Promise<void> {
  const now = ctx.clock().getTime()
  const at = (ago: number): Context => ({ ...ctx, clock: () => new Date(now - ago * hourMs) })
  const { contacts, members } = await inWorkspace(ctx, async tx => ({
    contacts: await tx<{ id: string; customerId: string; language: string | null }[]>`
      select distinct on (c.customer_id) c.id, c.customer_id, c.language from contact c
      join customer k on k.id = c.customer_id and k.status = 'active' where c.deleted_at is null
      order by c.customer_id, c.id limit ${told.length}`,
    members: await tx<{ id: string }[]>`
      select id from member where deleted_at is null and (id = ${adminId} or role = 'rep') order by id = ${adminId} desc, id limit 4`,
  }))
  if (contacts.length === 0) return
  const week = ([1, 2, 3, 4, 5] as const).map(weekday => ({
    weekday,
    start: '08:00',
    end: '18:00',
    nextDay: false,
  }))
  const calendar = await createCalendar(at(100), { name: 'Support, Berlin', timeZone: 'Europe/Berlin', week })
  const targets = (first: number, solve: number) => ({ first_reply: first, next_reply: first * 2, solve })
  await setServicePolicies(at(100), {
    policies: [
      {
        id: uuidv7(),
        name: 'Standard support',
        when: null,
        calendarId: calendar.id,
        targets: {
          low: targets(480, 2400),
          normal: targets(240, 1200),
          high: targets(120, 600),
          urgent: targets(60, 240),
        },
        pausedIn: ['waiting_customer'],
        warnMinutes: 30,
      },
    ],
  })
  const queues = new Map<string, string>()
  for (const name of ['Support', 'Billing'])
    queues.set(name, (await createRecord(at(100), queueEntity, { name })).id)
  for (const [n, ticket] of told.toSorted((a, b) => b.ago - a.ago).entries()) {
    const { name, description, priority, type, channel, queue, ago, replied, becomes, nobody } = ticket
    const contact = contacts[n % contacts.length]!
    const { id } = await createRecord(at(ago), ticketEntity, {
      name,
      description,
      priority,
      type,
      channel,
      queueId: queues.get(queue),
      contactId: contact.id,
      language: contact.language,
      ownerId: nobody ? null : members[n % members.length]!.id,
    })
    if (replied !== undefined) {
      const when = new Date(now - replied * hourMs).toISOString()
      await keepContacts(ctx, [{ id: uuidv7(), ticketId: id, at: when, what: 'replied' }])
    }
    if (becomes) await updateRecord(at(becomes[1]), ticketEntity, id, { status: becomes[0] })
  }
}
