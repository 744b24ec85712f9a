import Settings from 'lucide-solid/icons/settings-2'
import type { Place } from '../app/place'
import { laterWords, placeWords } from '../app/text'
import { type SectionKey, sectionKeys, sectionObjects } from './section-list'

export const settingsPlace: Place = {
  key: 'settings',
  href: '/settings',
  group: 'end',
  letter: 's',
  icon: Settings,
  sections: sectionKeys.map(key => ({ key, href: `/settings/${key}`, object: sectionObjects[key] })),
  say: await placeWords({
    en: () => import('./settings.place.en'),
    fr: () => import('./settings.place.fr'),
    ar: () => import('./settings.place.ar'),
  }),
  refusals: await laterWords({
    en: () => import('./settings.refusals.en'),
    fr: () => import('./settings.refusals.fr'),
    ar: () => import('./settings.refusals.ar'),
  }),
}

/** What a section is called, on its tab and page and in the command bar. */
export const sectionName = (key: SectionKey): string => settingsPlace.say(`section.${key}`) ?? key
