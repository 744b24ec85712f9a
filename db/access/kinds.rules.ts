import { activityGrants } from '../activities/activities.grants'
import { activityImport } from '../activities/activities.import'
import { affiliationGrants } from '../affiliations/affiliations.grants'
import { competitorGrants } from '../competitors/competitors.grants'
import { contactGrants } from '../contacts/contacts.grants'
import { contactImport } from '../contacts/contacts.import'
import type { importedNames, RecordName } from '../core/areas.model'
import type { GrantsByRole } from '../core/grants.rules'
import { customerGrants } from '../customers/customers.grants'
import { customerImport } from '../customers/customers.import'
import { dealGrants } from '../deals/deals.grants'
import { dealImport } from '../deals/deals.import'
import { leadGrants } from '../leads/leads.grants'
import { leadImport } from '../leads/leads.import'
import { pipelineGrants, stageGrants } from '../pipelines/pipelines.grants'
import { productGrants } from '../products/products.grants'
import { productImport } from '../products/products.import'
import { queueGrants } from '../queues/queues.grants'
import { quoteGrants } from '../quotes/quotes.grants'
import type { Importable } from '../records/importable.model'
import { territoryGrants } from '../territories/territories.grants'
import { ticketGrants } from '../tickets/tickets.grants'
import { ticketImport } from '../tickets/tickets.import'

/** The kinds that people keep: they come from files too. */
export type KeptName = (typeof importedNames)[number]

type Kind<N extends RecordName> = { grants: GrantsByRole } & (N extends KeptName
  ? { imports: Importable }
  : { imports?: never })

/**
 * What each kind of record says of itself beyond its fields: who may do what with it (`<area>.grants.ts`), and how a file speaks of it
 * (`<area>.import.ts`), in the order in which the name of a file speaks for one. A new entity is a line here.
 */
export const kinds: { readonly [N in RecordName]: Kind<N> } = {
  deal: { grants: dealGrants, imports: dealImport },
  customer: { grants: customerGrants, imports: customerImport },
  contact: { grants: contactGrants, imports: contactImport },
  product: { grants: productGrants, imports: productImport },
  ticket: { grants: ticketGrants, imports: ticketImport },
  activity: { grants: activityGrants, imports: activityImport },
  lead: { grants: leadGrants, imports: leadImport },
  affiliation: { grants: affiliationGrants },
  quote: { grants: quoteGrants },
  pipeline: { grants: pipelineGrants },
  stage: { grants: stageGrants },
  territory: { grants: territoryGrants },
  competitor: { grants: competitorGrants },
  queue: { grants: queueGrants },
}
