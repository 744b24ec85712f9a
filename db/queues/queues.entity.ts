import { areas } from '../core/areas.model'
import type { Entity } from '../records/entity'
import { queueEvents } from './queues.events'
import { queueKeys } from './queues.keys'
import { QueueModel } from './queues.model'

export const queueEntity: Entity<typeof QueueModel> = {
  name: 'queue',
  area: areas.queue,
  model: QueueModel,
  events: queueEvents,
  keys: queueKeys,
  titleField: 'name',
}
