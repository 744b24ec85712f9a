import type { Context } from '../core/context'
import { inWorkspace } from '../core/database'
import { askRecount } from './ask-recount'
import { keptPolicies } from './policies.queries'

/** Hours have changed: the clocks that go by some calendar are counted anew. */
export const followCalendars = (ctx: Context): Promise<void> =>
  inWorkspace(ctx, async tx => {
    const { policies } = await keptPolicies(tx)
    if (policies.length) await askRecount(ctx, tx, 'calendars')
  })
