import { defineText } from '../app/text'

export const t = await defineText({
  en: () => import('./deals.en'),
  fr: () => import('./deals.fr'),
  ar: () => import('./deals.ar'),
})
