import { defineText } from '../app/text'

export const t = await defineText({
  en: () => import('./start.en'),
  fr: () => import('./start.fr'),
  ar: () => import('./start.ar'),
})
