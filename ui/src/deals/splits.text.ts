import { defineText } from '../app/text'

export const t = await defineText({
  en: () => import('./splits.en'),
  fr: () => import('./splits.fr'),
  ar: () => import('./splits.ar'),
})
