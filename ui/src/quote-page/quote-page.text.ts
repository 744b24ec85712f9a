import { defineText } from '../app/text'

export const t = await defineText({
  en: () => import('./quote-page.en'),
  fr: () => import('./quote-page.fr'),
  ar: () => import('./quote-page.ar'),
})
