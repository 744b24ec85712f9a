import { full, type GrantsByRole, see, sellers } from '../core/grants.rules'

export const contactGrants: GrantsByRole = {
  manager: full,
  rep: { ...sellers, read: 'all' },
  marketer: full,
  // Figures about people need no addresses.
  analyst: {
    ...see,
    readable: [
      'name',
      'jobTitle',
      'customerId',
      'ownerId',
      'territoryId',
      'fixedTerritoryId',
      'country',
      'language',
      'emailConsent',
      'externalId',
      'lastActivityAt',
    ],
  },
  read_only: see,
}
