import { areas, type RecordName } from '../core/areas.model'
import type { NewEvent } from '../events/event.model'
import { deliveryEvents } from './deliveries.events'
import type { DeliveryState, PurposeName } from './deliveries.rules'

interface About {
  id: string
  purpose: PurposeName
  about: { type: string; id: string } | null
}

/** What the record that a message is about is told of its new state; nothing where it is about no record, or nobody asks. */
export function told(
  { id: deliveryId, purpose, about }: About,
  state: DeliveryState,
  { reason = '', code = null }: { reason?: string; code?: string | null } = {},
): NewEvent[] {
  if (!about || !(about.type in areas)) return []
  const subject = { type: about.type as RecordName, id: about.id }
  const said = { deliveryId, purpose }
  if (state === 'handed_over') return [deliveryEvents.handedOver(subject, said)]
  if (state === 'delivered') return [deliveryEvents.delivered(subject, said)]
  if (state === 'bounced') return [deliveryEvents.bounced(subject, { ...said, code })]
  if (state === 'complained') return [deliveryEvents.complained(subject, said)]
  if (state === 'failed') return [deliveryEvents.failed(subject, { ...said, code })]
  if (state === 'suppressed') return [deliveryEvents.suppressed(subject, { ...said, reason })]
  if (state === 'unknown') return [deliveryEvents.unknown(subject, said)]
  return []
}
