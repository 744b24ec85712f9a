import { convertLead } from '@sextant/db/leads/convert-lead'
import { Conversion, ConvertLead } from '@sextant/db/leads/convert-lead.model'
import * as v from 'valibot'
import { route } from '../app/route'

export const leadRoutes = [
  route({
    method: 'post',
    path: '/crm/leads/:id/convert',
    area: 'leads',
    summary: 'Makes a customer, a contact and a deal of a lead. Doing it again gives the same ids.',
    body: v.optional(ConvertLead, {}),
    answers: { 200: { description: 'The ids of what the lead became.', schema: Conversion } },
    handle: async ({ ctx, params, body, version }) => ({
      body: await convertLead(ctx, params.id!.toLowerCase(), body, version),
    }),
  }),
] as const
