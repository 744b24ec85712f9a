import { KnownResponseRules, ResponseRules } from '@sextant/db/response/response.model'
import { readResponseRules } from '@sextant/db/response/response.queries'
import { setResponseRules } from '@sextant/db/response/set-response-rules'
import { route } from '../app/route'

const area = 'leads'

export const responseRoutes = [
  route({
    method: 'get',
    path: '/crm/first-response',
    area,
    summary: 'How soon leads are to be answered, in working time: rules in their order.',
    answers: { 200: { description: 'The rules.', schema: KnownResponseRules } },
    handle: async ({ ctx, cached }) =>
      cached(['response_rules', 'custom_field'], async () => {
        const known = await readResponseRules(ctx)
        return { body: JSON.stringify(known), version: known.version }
      }),
  }),
  route({
    method: 'put',
    path: '/crm/first-response',
    area,
    summary: 'Sets how soon leads are to be answered, all rules. If-Match refuses when somebody was quicker.',
    body: ResponseRules,
    checkedBy: 'verb',
    answers: { 200: { description: 'The rules as they are now.', schema: KnownResponseRules } },
    handle: async ({ ctx, body, version }) => {
      const known = await setResponseRules(ctx, body, version)
      return { body: known, version: known.version }
    },
  }),
] as const
