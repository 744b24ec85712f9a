import Messages from 'lucide-solid/icons/messages-square'
import type { Place } from '../app/place'
import { laterWords, placeWords } from '../app/text'

export const conversationsPlace: Place = {
  key: 'conversations',
  href: '/conversations',
  group: 'serve',
  letter: 'v',
  object: 'conversation',
  icon: Messages,
  say: await placeWords({
    en: () => import('./conversations.place.en'),
    fr: () => import('./conversations.place.fr'),
    ar: () => import('./conversations.place.ar'),
  }),
  refusals: await laterWords({
    en: () => import('./conversations.refusals.en'),
    fr: () => import('./conversations.refusals.fr'),
    ar: () => import('./conversations.refusals.ar'),
  }),
}
