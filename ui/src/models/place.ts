import type { Place } from '../app/place'
import { placeWords } from '../app/text'

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
}
