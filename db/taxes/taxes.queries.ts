import { authorise, type Context } from '../core/context'
import { readOnce } from '../core/database'
import type { TaxRate } from './taxes.model'

/** The table of taxes, by country and class. */
export async function listTaxes(ctx: Context): Promise<TaxRate[]> {
  authorise(ctx, 'tax_rate', 'read')
  const rows = await readOnce(
    ctx,
    sql => sql<TaxRate[]>`
      select country, tax_class, trim_scale(percent)::text as percent from tax_rate
      where workspace_id = ${ctx.workspaceId} order by country, tax_class`,
  )
  return [...rows]
}
