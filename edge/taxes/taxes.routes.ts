import { page } from '@sextant/db/core/page.model'
import { removeTax, saveTax } from '@sextant/db/taxes/save-tax'
import { TaxRate, TaxRateSave } from '@sextant/db/taxes/taxes.model'
import { listTaxes } from '@sextant/db/taxes/taxes.queries'
import { route } from '../app/route'

const area = 'taxes'

export const taxRoutes = [
  route({
    method: 'get',
    path: '/crm/taxes',
    area,
    summary: 'What each country takes of each class of goods, in percent.',
    answers: { 200: { description: 'The table, by country and class.', schema: page(TaxRate) } },
    handle: ({ ctx, cached }) =>
      cached(['tax_rate'], async () => ({ body: JSON.stringify({ results: await listTaxes(ctx) }) })),
  }),
  route({
    method: 'post',
    path: '/crm/taxes',
    area,
    summary:
      'Enters what a country takes of a class, in place of what it took before. Lines that are there keep theirs.',
    body: TaxRateSave,
    checkedBy: 'verb',
    answers: { 200: { description: 'The row.', schema: TaxRate } },
    handle: async ({ ctx, body }) => ({ body: await saveTax(ctx, body) }),
  }),
  route({
    method: 'delete',
    path: '/crm/taxes/:country/:taxClass',
    area,
    summary: 'Takes a row of the table away. Lines that are there keep theirs.',
    answers: { 204: { description: 'It is gone.' } },
    handle: async ({ ctx, params }) => {
      await removeTax(ctx, params.country!, params.taxClass!)
      return { status: 204 }
    },
  }),
] as const
