import { undoConversion } from '@sextant/db/changes/undo-conversion'
import { ConversionUndone } from '@sextant/db/changes/undo-conversion.model'
import { page } from '@sextant/db/core/page.model'
import { convertLead } from '@sextant/db/leads/convert-lead'
import { Conversion, ConversionOffer, ConvertLead } from '@sextant/db/leads/convert-lead.model'
import { offerConversion } from '@sextant/db/leads/equal-records.queries'
import { leadStays } from '@sextant/db/leads/lead-stays.queries'
import { Stay } from '@sextant/db/records/stay.model'
import * as v from 'valibot'
import { route } from '../app/route'

export const leadRoutes = [
  route({
    method: 'get',
    path: '/crm/leads/:id/stays',
    area: 'leads',
    summary: 'How long a lead was in each status, the oldest stay first.',
    answers: { 200: { description: 'Its stays.', schema: page(Stay) } },
    handle: async ({ ctx, params }) => ({
      body: { results: await leadStays(ctx, params.id!.toLowerCase()) },
    }),
  }),
  route({
    method: 'post',
    path: '/crm/leads/:id/convert',
    area: 'leads',
    summary:
      'Makes a customer, a contact and a deal of a lead: those that are sent, else the equal ones, else new ones. The same again gives the same ids.',
    body: v.optional(ConvertLead, {}),
    answers: { 200: { description: 'The ids of what the lead became.', schema: Conversion } },
    handle: async ({ ctx, params, body, version }) => ({
      body: await convertLead(ctx, params.id!.toLowerCase(), body, version),
    }),
  }),
  route({
    method: 'get',
    path: '/crm/leads/:id/convert',
    area: 'leads',
    summary: 'What is there already that a conversion would meet: an equal customer, an equal contact.',
    answers: { 200: { description: 'What is equal, and what would be taken.', schema: ConversionOffer } },
    handle: async ({ ctx, params }) => ({ body: await offerConversion(ctx, params.id!.toLowerCase()) }),
  }),
  route({
    method: 'post',
    path: '/crm/leads/:id/convert/undo',
    area: 'leads',
    summary:
      'Takes a conversion back: the lead is as it was, and what was made of it goes to the bin unless somebody has worked on it since.',
    answers: { 200: { description: 'What stays, and why.', schema: ConversionUndone } },
    handle: async ({ ctx, params, version }) => ({
      body: await undoConversion(ctx, params.id!.toLowerCase(), version),
    }),
  }),
] as const
