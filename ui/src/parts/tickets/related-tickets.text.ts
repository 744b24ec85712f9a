import { defineText } from '../../app/text'

export const t = await defineText({
  en: () => import('./related-tickets.en'),
  fr: () => import('./related-tickets.fr'),
  ar: () => import('./related-tickets.ar'),
})
