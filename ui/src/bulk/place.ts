import Layers from 'lucide-solid/icons/layers'
import type { Place } from '../app/place'
import { placeWords } from '../app/text'

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
}
