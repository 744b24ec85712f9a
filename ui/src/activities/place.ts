import Calendar from 'lucide-solid/icons/calendar-days'
import Check from 'lucide-solid/icons/circle-check-big'
import type { Place } from '../app/place'
import { laterWords, placeWords, recordWords } from '../app/text'

export const activitiesPlace: Place = {
  key: 'activities',
  href: '/activities',
  group: 'sell',
  letter: 't',
  object: 'activity',
  atHand: true,
  icon: Check,
  records: { kind: 'activity', narrowed: { show: 'all' } },
  say: await recordWords({
    en: () => import('./activities.place.en'),
    fr: () => import('./activities.place.fr'),
    ar: () => import('./activities.place.ar'),
  }),
  refusals: await laterWords({
    en: () => import('./activities.refusals.en'),
    fr: () => import('./activities.refusals.fr'),
    ar: () => import('./activities.refusals.ar'),
  }),
}

export const calendarPlace: Place = {
  key: 'calendar',
  href: '/calendar',
  group: 'sell',
  letter: 'k',
  object: 'activity',
  icon: Calendar,
  say: await placeWords({
    en: () => import('./calendar.place.en'),
    fr: () => import('./calendar.place.fr'),
    ar: () => import('./calendar.place.ar'),
  }),
}
