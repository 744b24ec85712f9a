import { defineText } from '../../app/text'

export const t = await defineText({
  en: () => import('./related-quotes.en'),
  fr: () => import('./related-quotes.fr'),
  ar: () => import('./related-quotes.ar'),
})
