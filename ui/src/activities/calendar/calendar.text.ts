import { defineText } from '../../app/text'

export const t = await defineText({
  en: () => import('./calendar.en'),
  fr: () => import('./calendar.fr'),
  ar: () => import('./calendar.ar'),
})
