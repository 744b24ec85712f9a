import type { Context } from '../core/context'
import { write } from '../events/write'
import { lockRecords } from '../records/read-record'
import { writeBatch } from '../records/write-batch'
import { ticketEntity } from './tickets.entity'
import { isSolved } from './tickets.rules'

/** That the customer of a ticket has asked for something, or was answered. */
export interface Contact {
  /** Of the activity or message, which counts once. */
  id: string
  ticketId: string
  /** When; null: it is no more. */
  at: string | null
  /** Null: as it was, at another time. */
  what: 'asked' | 'replied' | null
  /** The customer waits for an answer: a ticket that waited for them, or was solved, is open again. */
  opens?: boolean
}

/** Keeps when the customers of tickets have asked and were answered. Doing it again changes nothing. */
export async function keepContacts(ctx: Context, contacts: readonly Contact[]): Promise<void> {
  if (contacts.length === 0) return
  await write(ctx, async to => {
    const { tx } = to
    const opened = new Set<string>()
    for (const { id, ticketId, at, what, opens } of contacts) {
      if (at === null) await tx`delete from ticket_moment where id = ${id} and ticket_id = ${ticketId}`
      else if (what === null)
        await tx`update ticket_moment set at = ${at} where id = ${id} and ticket_id = ${ticketId}`
      else {
        const made = await tx`
          insert into ticket_moment (id, workspace_id, ticket_id, at, what)
          select ${id}, ${ctx.workspaceId}, t.id, ${at}, ${what} from ticket t where t.id = ${ticketId}
          on conflict (id) do nothing`
        if (opens && made.count) opened.add(ticketId)
      }
    }
    if (opened.size === 0) return
    const tickets = await lockRecords(tx, ticketEntity, [...opened])
    const waiting = tickets.filter(
      ({ status, deletedAt }) => !deletedAt && (status === 'waiting_customer' || isSolved(status)),
    )
    await writeBatch(
      ctx,
      to,
      ticketEntity,
      waiting.map(before => ({ before, values: { status: 'open' as const } })),
    )
  })
}
