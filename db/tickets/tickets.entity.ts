import { keepLastActivity } from '../activities/last-activity'
import { areas } from '../core/areas.model'
import { allOf } from '../core/database'
import { ancestryOf } from '../records/ancestry'
import { type Ancestry, noteParent, refuseOwnAncestor } from '../records/ancestry.rules'
import type { Entity } from '../records/entity'
import { customerFacts } from '../territories/place.facts'
import { type PlaceFacts, placeByCustomer } from '../territories/place.rules'
import { keepMoments } from './keep-moments'
import { keepNumber } from './take-number'
import { ticketEvents } from './tickets.events'
import { ticketFacts } from './tickets.facts'
import { ticketKeys } from './tickets.keys'
import { TicketModel } from './tickets.model'
import { followTicket, learnNumber, ofTheContacts, type TicketFacts, ticketAncestry } from './tickets.rules'

const noteActivity = keepLastActivity('ticket')
const ancestryFacts = ancestryOf(ticketAncestry)
const refuseLoop = refuseOwnAncestor(ticketAncestry)
const learnParent = noteParent(ticketAncestry)

export const ticketEntity: Entity<typeof TicketModel, TicketFacts & Ancestry & { places: PlaceFacts }> = {
  name: 'ticket',
  area: areas.ticket,
  model: TicketModel,
  events: ticketEvents,
  keys: ticketKeys,
  titleField: 'name',
  endedBy: ['solvedAt'],
  life: {
    facts: async (ctx, tx, changes, by) => {
      const facts = await ticketFacts(ctx, tx, changes, by)
      const [ancestry, places] = await allOf([
        ancestryFacts(ctx, tx, changes),
        customerFacts(ctx, tx, ofTheContacts(changes, facts, by), by),
      ])
      return { ...facts, ...ancestry, places }
    },
    prepare: (change, facts, by) =>
      refuseLoop(change, facts, by) ??
      followTicket(change, facts, by) ??
      placeByCustomer(change, facts.places, by),
    learn: (step, facts) => {
      learnParent(step, facts)
      learnNumber(step, facts)
    },
    settle: async (ctx, to, steps, by) => {
      keepNumber(ctx, to, steps)
      keepMoments(ctx, to, steps)
      await noteActivity(ctx, to, steps, by)
    },
  },
}
