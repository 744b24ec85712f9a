import { defineText } from '../app/text'

export const t = await defineText({
  en: () => import('./competitors.en'),
  fr: () => import('./competitors.fr'),
  ar: () => import('./competitors.ar'),
})
