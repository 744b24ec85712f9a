import { instant } from '@sextant/db/core/field.model'
import { TicketClocks } from '@sextant/db/service-levels/clock.model'
import { readServicePolicies } from '@sextant/db/service-levels/policies.queries'
import { KnownServicePolicies, ServicePolicies } from '@sextant/db/service-levels/policy.model'
import { readClocks } from '@sextant/db/service-levels/read-clocks'
import { setServicePolicies } from '@sextant/db/service-levels/set-policies'
import * as v from 'valibot'
import { route } from '../app/route'

const area = 'tickets'

export const serviceLevelRoutes = [
  route({
    method: 'get',
    path: '/crm/service-levels',
    area,
    summary:
      'What is promised to those who open tickets: policies in their order, with the last counting anew.',
    answers: { 200: { description: 'The policies.', schema: KnownServicePolicies } },
    handle: async ({ ctx, cached }) =>
      cached(['service_policies', 'clock_recount', 'calendar', 'custom_field'], async () => {
        const known = await readServicePolicies(ctx)
        return { body: JSON.stringify(known), version: known.version }
      }),
  }),
  route({
    method: 'put',
    path: '/crm/service-levels',
    area,
    summary:
      'Sets what is promised, all policies, and counts the clocks of open tickets anew. If-Match refuses when somebody was quicker.',
    body: ServicePolicies,
    checkedBy: 'verb',
    answers: { 200: { description: 'The policies as they are now.', schema: KnownServicePolicies } },
    handle: async ({ ctx, body, version }) => {
      const known = await setServicePolicies(ctx, body, version)
      return { body: known, version: known.version }
    },
  }),
  route({
    method: 'get',
    path: '/crm/tickets/:id/clocks',
    area,
    summary: 'How the clocks of a ticket stand, or stood at an instant, with all that explains it.',
    query: v.object({ at: v.optional(instant().schema) }),
    answers: { 200: { description: 'The clocks.', schema: TicketClocks } },
    handle: async ({ ctx, params, query }) => ({ body: await readClocks(ctx, params.id!, query.at) }),
  }),
] as const
