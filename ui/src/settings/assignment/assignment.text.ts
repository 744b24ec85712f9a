import { defineText } from '../../app/text'

export const t = await defineText({
  en: () => import('./assignment.en'),
  fr: () => import('./assignment.fr'),
  ar: () => import('./assignment.ar'),
})
