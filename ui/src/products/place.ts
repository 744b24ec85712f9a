import Boxes from 'lucide-solid/icons/package'
import type { Place } from '../app/place'
import { recordWords } from '../app/text'

export const productsPlace: Place = {
  key: 'products',
  href: '/products',
  group: 'sell',
  letter: 'r',
  object: 'product',
  icon: Boxes,
  records: {
    kind: 'product',
    opens: '/products',
    detail: 'code',
    words: async () => (await import('./products.text')).t.say,
  },
  say: await recordWords({
    en: () => import('./products.place.en'),
    fr: () => import('./products.place.fr'),
    ar: () => import('./products.place.ar'),
  }),
}
