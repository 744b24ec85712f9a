import { authorise, type Context } from '../core/context'
import { notFound, refused } from '../core/errors'
import { parse } from '../core/parse'
import { write } from '../events/write'
import { taxEvents } from './taxes.events'
import { type TaxRate, TaxRateSave } from './taxes.model'

/**
 * Enters what a country takes of a class, or another percentage than before. Lines that are there keep the one they were written with. Throws `refused`
 * (`tax.too_high`) above 100.
 */
export async function saveTax(ctx: Context, input: unknown): Promise<TaxRate> {
  authorise(ctx, 'tax_rate', 'update')
  const { country, taxClass, percent } = parse(TaxRateSave, input)
  if (Number(percent) > 100) throw refused('tax.too_high', 'A tax is at most 100%.', { percent })
  const now = ctx.clock().toISOString()
  return write(ctx, async ({ tx, emit }) => {
    const [before] = await tx<{ percent: string }[]>`
      select trim_scale(percent)::text as percent from tax_rate
      where workspace_id = ${ctx.workspaceId} and country = ${country} and tax_class = ${taxClass} for update`
    const [saved] = await tx<{ percent: string }[]>`
      insert into tax_rate (workspace_id, country, tax_class, percent, set_at)
      values (${ctx.workspaceId}, ${country}, ${taxClass}, ${percent}::numeric, ${now})
      on conflict (workspace_id, country, tax_class) do update set percent = excluded.percent, set_at = excluded.set_at
      returning trim_scale(percent)::text as percent`
    const after = { percent: saved!.percent }
    if (before?.percent !== after.percent)
      emit(
        taxEvents.saved(
          ctx.workspaceId,
          { country, taxClass },
          { before: before ? { ...before } : null, after },
        ),
      )
    return { country, taxClass, ...after }
  })
}

/** Takes a row of the table away: nothing new can be taxed by it, and lines that are there keep what they have. Throws `not_found`. */
export async function removeTax(ctx: Context, country: string, taxClass: string): Promise<void> {
  authorise(ctx, 'tax_rate', 'archive')
  await write(ctx, async ({ tx, emit }) => {
    const [gone] = await tx<{ percent: string }[]>`
      delete from tax_rate where workspace_id = ${ctx.workspaceId} and country = ${country} and tax_class = ${taxClass}
      returning trim_scale(percent)::text as percent`
    if (!gone) throw notFound('tax rate')
    emit(taxEvents.removed(ctx.workspaceId, { country, taxClass }, { before: { ...gone } }))
  })
}
