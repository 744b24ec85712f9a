import { CustomerTree } from '@sextant/db/customers/customer-tree.model'
import { customerTree } from '@sextant/db/customers/customer-tree.queries'
import { route } from '../app/route'

export const customerRoutes = [
  route({
    method: 'get',
    path: '/crm/customers/:id/tree',
    area: 'customers',
    summary:
      'The group that a company belongs to, as far as the asker may read it, with the totals of its contacts and deals.',
    answers: { 200: { description: 'The companies, each after its parent.', schema: CustomerTree } },
    handle: async ({ ctx, params, cached }) =>
      cached(['customer', 'contact', 'deal', 'exchange_rate'], async () => ({
        body: JSON.stringify(await customerTree(ctx, params.id!.toLowerCase())),
      })),
  }),
] as const
