import { defineText } from '../app/text'

export const t = await defineText({
  en: () => import('./auth.en'),
  fr: () => import('./auth.fr'),
  ar: () => import('./auth.ar'),
})
