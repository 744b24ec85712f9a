import { defineText } from '../app/text'

export const t = await defineText({
  en: () => import('./bulk.en'),
  fr: () => import('./bulk.fr'),
  ar: () => import('./bulk.ar'),
})
