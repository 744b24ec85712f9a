import { Why, WhyAsked } from '@sextant/db/access/why.model'
import { whyOf } from '@sextant/db/access/why.queries'
import { route } from '../app/route'

/** Why somebody can, or cannot, see something. */
export const whyRoutes = [
  route({
    method: 'get',
    path: '/crm/access/why',
    summary:
      'Why a member or a key can, or cannot, read, change or archive a record, or read or write one field of it: the steps, and what would end each.',
    area: 'access',
    query: WhyAsked,
    answers: { 200: { description: 'The answer, step by step.', schema: Why } },
    handle: async ({ ctx, query }) => ({ body: await whyOf(ctx, query) }),
  }),
] as const
