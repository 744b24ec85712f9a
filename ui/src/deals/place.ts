import Columns from 'lucide-solid/icons/square-kanban'
import type { Place } from '../app/place'
import { laterWords, recordWords } from '../app/text'

export const dealsPlace: Place = {
  key: 'pipeline',
  href: '/pipeline',
  group: 'sell',
  letter: 'p',
  object: 'deal',
  atHand: true,
  icon: Columns,
  records: { kind: 'deal', opens: '/pipeline/deals', narrowed: { as: 'table' } },
  say: await recordWords({
    en: () => import('./deals.place.en'),
    fr: () => import('./deals.place.fr'),
    ar: () => import('./deals.place.ar'),
  }),
  refusals: await laterWords({
    en: () => import('./deals.refusals.en'),
    fr: () => import('./deals.refusals.fr'),
    ar: () => import('./deals.refusals.ar'),
  }),
}
