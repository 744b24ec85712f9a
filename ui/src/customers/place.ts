import Building from 'lucide-solid/icons/building'
import type { Place } from '../app/place'
import { laterWords, recordWords } from '../app/text'

export const customersPlace: Place = {
  key: 'customers',
  href: '/customers',
  group: 'sell',
  letter: 'c',
  object: 'customer',
  atHand: true,
  icon: Building,
  records: { kind: 'customer', opens: '/customers', detail: 'city' },
  say: await recordWords({
    en: () => import('./customers.place.en'),
    fr: () => import('./customers.place.fr'),
    ar: () => import('./customers.place.ar'),
  }),
  refusals: await laterWords({
    en: () => import('./customers.refusals.en'),
    fr: () => import('./customers.refusals.fr'),
    ar: () => import('./customers.refusals.ar'),
  }),
}
