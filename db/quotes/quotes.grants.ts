import { full, type GrantsByRole, see, sellers } from '../core/grants.rules'

/** As with deals. What a quote comes to is for who may read the amount of a deal (`policy.rules.ts`). */
export const quoteGrants: GrantsByRole = {
  manager: full,
  rep: sellers,
  marketer: see,
  analyst: see,
  read_only: see,
}
