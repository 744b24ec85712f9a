import type { Context } from '../core/context'
import { mayRead, scopeOf } from '../core/grants.rules'

/** Whether the asker may read what products cost, and with it any margin. */
export const mayReadCost = ({ access }: Pick<Context, 'access'>): boolean =>
  scopeOf(access, 'product', 'read') !== undefined && mayRead(access, 'product', 'cost')
