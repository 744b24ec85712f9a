import { defineText } from '../app/text'

export const t = await defineText({
  en: () => import('./quotes.en'),
  fr: () => import('./quotes.fr'),
  ar: () => import('./quotes.ar'),
})
