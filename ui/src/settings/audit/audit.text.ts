import { defineText } from '../../app/text'

export const t = await defineText({
  en: () => import('./audit.en'),
  fr: () => import('./audit.fr'),
  ar: () => import('./audit.ar'),
})
