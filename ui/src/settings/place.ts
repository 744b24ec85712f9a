import Settings from 'lucide-solid/icons/settings-2'
import type { Place } from '../app/place'
import { placeWords } from '../app/text'

export const settingsPlace: Place = {
  key: 'settings',
  href: '/settings',
  group: 'end',
  letter: 's',
  icon: Settings,
  say: await placeWords({
    en: () => import('./settings.place.en'),
    fr: () => import('./settings.place.fr'),
    ar: () => import('./settings.place.ar'),
  }),
}
