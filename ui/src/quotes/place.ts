import FileText from 'lucide-solid/icons/file-text'
import type { Place } from '../app/place'
import { laterWords, recordWords } from '../app/text'

export const quotesPlace: Place = {
  key: 'quotes',
  href: '/quotes',
  group: 'sell',
  letter: 'q',
  object: 'quote',
  icon: FileText,
  records: { kind: 'quote', opens: '/quotes', detail: 'number' },
  say: await recordWords({
    en: () => import('./quotes.place.en'),
    fr: () => import('./quotes.place.fr'),
    ar: () => import('./quotes.place.ar'),
  }),
  refusals: await laterWords({
    en: () => import('./quotes.refusals.en'),
    fr: () => import('./quotes.refusals.fr'),
    ar: () => import('./quotes.refusals.ar'),
  }),
}
