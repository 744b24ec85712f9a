import { readTicketSettings, saveTicketSettings } from '@sextant/db/tickets/ticket-settings'
import { KnownTicketSettings, TicketSettings } from '@sextant/db/tickets/ticket-settings.model'
import { route } from '../app/route'

const area = 'tickets'

export const ticketRoutes = [
  route({
    method: 'get',
    path: '/crm/ticket-settings',
    area,
    summary: 'What all tickets go by: after how many days a solved one is closed.',
    answers: { 200: { description: 'The settings.', schema: KnownTicketSettings } },
    handle: async ({ ctx }) => {
      const known = await readTicketSettings(ctx)
      return { body: known, version: known.version }
    },
  }),
  route({
    method: 'put',
    path: '/crm/ticket-settings',
    area,
    summary: 'Sets what all tickets go by. If-Match refuses when somebody was quicker.',
    body: TicketSettings,
    checkedBy: 'verb',
    answers: { 200: { description: 'The settings as they are now.', schema: KnownTicketSettings } },
    handle: async ({ ctx, body, version }) => {
      const known = await saveTicketSettings(ctx, body, version)
      return { body: known, version: known.version }
    },
  }),
] as const
