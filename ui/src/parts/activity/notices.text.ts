import { defineText } from '../../app/text'

export const t = await defineText({
  en: () => import('./notices.en'),
  fr: () => import('./notices.fr'),
  ar: () => import('./notices.ar'),
})
