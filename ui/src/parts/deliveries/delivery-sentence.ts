import type { deliveryEvents } from '@sextant/db/deliveries/deliveries.events'
import type { TimelineEvent } from '@sextant/db/events/event.model'
import { beside } from '../../app/format'
import { t } from './delivery-events.text'

/** The kinds of event that tell of messages about a record. */
export type DeliveryEventKind = (typeof deliveryEvents)[keyof typeof deliveryEvents]['kind']

const verbs = {
  'delivery.handed_over': 'handedOver',
  'delivery.delivered': 'delivered',
  'delivery.bounced': 'bounced',
  'delivery.complained': 'complained',
  'delivery.failed': 'failed',
  'delivery.suppressed': 'suppressed',
  'delivery.unknown': 'unknown',
} as const satisfies { readonly [K in DeliveryEventKind]: string }

export const isOfDelivery = (kind: string): kind is DeliveryEventKind => kind in verbs

/** What became of a message, in the reader's words. */
export function deliverySentence(
  kind: DeliveryEventKind,
  { payload }: TimelineEvent,
  by: string | undefined,
): { icon: 'mail'; title: string; detail?: string } {
  const { purpose, code }: { purpose?: unknown; code?: unknown } = payload
  const said = typeof purpose === 'string' ? t.say(`purpose.${purpose}`) : undefined
  const coded = typeof code === 'string' ? t('code', { code }) : undefined
  return { icon: 'mail', title: t(verbs[kind]), detail: beside(said, coded, by) || undefined }
}
