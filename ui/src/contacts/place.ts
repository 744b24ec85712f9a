import User from 'lucide-solid/icons/contact-round'
import type { Place } from '../app/place'
import { laterWords, recordWords } from '../app/text'

export const contactsPlace: Place = {
  key: 'contacts',
  href: '/contacts',
  group: 'sell',
  letter: 'o',
  object: 'contact',
  icon: User,
  records: { kind: 'contact', opens: '/contacts', detail: 'jobTitle' },
  say: await recordWords({
    en: () => import('./contacts.place.en'),
    fr: () => import('./contacts.place.fr'),
    ar: () => import('./contacts.place.ar'),
  }),
  refusals: await laterWords({
    en: () => import('./contacts.refusals.en'),
    fr: () => import('./contacts.refusals.fr'),
    ar: () => import('./contacts.refusals.ar'),
  }),
}
