/**
 * What of a ticket's history its clocks go by. `status` and `priority`: what it became. `asked`: the customer has written or called. `replied`: somebody of us has,
 * so that the customer knows. `policy`: which targets hold from then on.
 */
export type MomentKind = 'status' | 'priority' | 'asked' | 'replied' | 'policy'
