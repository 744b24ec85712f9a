import { defineText } from '../app/text'

export const t = await defineText({
  en: () => import('./settings.en'),
  fr: () => import('./settings.fr'),
  ar: () => import('./settings.ar'),
})
