import Upload from 'lucide-solid/icons/upload'
import type { Place } from '../app/place'
import { laterWords, placeWords } from '../app/text'

export const importsPlace: Place = {
  key: 'imports',
  href: '/imports',
  group: 'end',
  letter: 'i',
  object: 'import',
  icon: Upload,
  say: await placeWords({
    en: () => import('./imports.place.en'),
    fr: () => import('./imports.place.fr'),
    ar: () => import('./imports.place.ar'),
  }),
  refusals: await laterWords({
    en: () => import('./imports.refusals.en'),
    fr: () => import('./imports.refusals.fr'),
    ar: () => import('./imports.refusals.ar'),
  }),
}
