import { activityEntity } from '../activities/activities.entity'
import { contactEntity } from '../contacts/contacts.entity'
import { customerEntity } from '../customers/customers.entity'
import { dealEntity } from '../deals/deals.entity'
import { leadEntity } from '../leads/leads.entity'
import { pipelineEntity, stageEntity } from '../pipelines/pipelines.entity'
import { productEntity } from '../products/products.entity'
import type { Entity } from './entity'

/** Every record entity. A new one is a copied folder and a line here. */
const registered = [
  leadEntity,
  customerEntity,
  contactEntity,
  dealEntity,
  pipelineEntity,
  stageEntity,
  productEntity,
  activityEntity,
] as const
export const entities: readonly Entity[] = registered

/** One of them, each with its own model: of these the contract of the door is made. */
export type RegisteredEntity = (typeof registered)[number]

/** The entity of that name; undefined for what is no record, such as a member. */
export const entityNamed = (name: string): Entity | undefined => entities.find(entity => entity.name === name)
