import Target from 'lucide-solid/icons/disc-2'
import type { Place } from '../app/place'
import { laterWords, recordWords } from '../app/text'

export const leadsPlace: Place = {
  key: 'leads',
  href: '/leads',
  group: 'sell',
  letter: 'l',
  object: 'lead',
  atHand: true,
  icon: Target,
  records: { kind: 'lead', opens: '/leads', detail: 'company', narrowed: { view: 'all' } },
  say: await recordWords({
    en: () => import('./leads.place.en'),
    fr: () => import('./leads.place.fr'),
    ar: () => import('./leads.place.ar'),
  }),
  refusals: await laterWords({
    en: () => import('./leads.refusals.en'),
    fr: () => import('./leads.refusals.fr'),
    ar: () => import('./leads.refusals.ar'),
  }),
}
