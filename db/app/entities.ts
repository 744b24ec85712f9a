import { activityEntity } from '../activities/activities.entity'
import { affiliationEntity } from '../affiliations/affiliations.entity'
import { competitorEntity } from '../competitors/competitors.entity'
import { contactEntity } from '../contacts/contacts.entity'
import { customerEntity } from '../customers/customers.entity'
import { dealEntity } from '../deals/deals.entity'
import { leadEntity } from '../leads/leads.entity'
import { pipelineEntity, stageEntity } from '../pipelines/pipelines.entity'
import { productEntity } from '../products/products.entity'
import { queueEntity } from '../queues/queues.entity'
import { quoteEntity } from '../quotes/quotes.entity'
import type { Entity } from '../records/entity'
import { register } from '../records/registry'
import { territoryEntity } from '../territories/territories.entity'
import { ticketEntity } from '../tickets/tickets.entity'

/** Every record entity. A new one is a copied folder and a line here. */
const all = [
  leadEntity,
  customerEntity,
  contactEntity,
  affiliationEntity,
  dealEntity,
  pipelineEntity,
  stageEntity,
  productEntity,
  activityEntity,
  quoteEntity,
  territoryEntity,
  competitorEntity,
  queueEntity,
  ticketEntity,
] as const
export const entities: readonly Entity[] = all

/** One of them, each with its own model: of these the contract of the door is made. */
export type RegisteredEntity = (typeof all)[number]

register(entities)
