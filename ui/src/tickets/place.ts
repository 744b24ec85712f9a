import Ticket from 'lucide-solid/icons/ticket'
import type { Place } from '../app/place'
import { laterWords, recordWords } from '../app/text'

export const ticketsPlace: Place = {
  key: 'tickets',
  href: '/tickets',
  group: 'serve',
  letter: 'h',
  object: 'ticket',
  icon: Ticket,
  records: {
    kind: 'ticket',
    opens: '/tickets',
    detail: 'number',
    narrowed: { view: 'all' },
    words: async () => (await import('./tickets.text')).t.say,
  },
  say: await recordWords({
    en: () => import('./tickets.place.en'),
    fr: () => import('./tickets.place.fr'),
    ar: () => import('./tickets.place.ar'),
  }),
  refusals: await laterWords({
    en: () => import('./tickets.refusals.en'),
    fr: () => import('./tickets.refusals.fr'),
    ar: () => import('./tickets.refusals.ar'),
  }),
}
