import Layers from 'lucide-solid/icons/layers'
import type { Place } from '../app/place'
import { laterWords, placeWords } from '../app/text'

export const bulkPlace: Place = {
  key: 'bulk',
  href: '/bulk',
  group: 'end',
  under: 'imports',
  icon: Layers,
  say: await placeWords({
    en: () => import('./bulk.place.en'),
    fr: () => import('./bulk.place.fr'),
    ar: () => import('./bulk.place.ar'),
  }),
  refusals: await laterWords({
    en: () => import('./bulk.refusals.en'),
    fr: () => import('./bulk.refusals.fr'),
    ar: () => import('./bulk.refusals.ar'),
  }),
}
