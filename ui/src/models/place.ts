import type { Place } from '../app/place'
import { laterWords, placeWords } from '../app/text'

export const modelsPlace: Place = {
  key: 'models',
  href: '/models',
  group: 'understand',
  letter: 'm',
  object: 'model',
  say: await placeWords({
    en: () => import('./models.place.en'),
    fr: () => import('./models.place.fr'),
    ar: () => import('./models.place.ar'),
  }),
  refusals: await laterWords({
    en: () => import('./models.refusals.en'),
    fr: () => import('./models.refusals.fr'),
    ar: () => import('./models.refusals.ar'),
  }),
}
