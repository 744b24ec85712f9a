import { defineText } from '../../app/text'

export const t = await defineText({
  en: () => import('./mapping.en'),
  fr: () => import('./mapping.fr'),
  ar: () => import('./mapping.ar'),
})
