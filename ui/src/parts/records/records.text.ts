import { defineText } from '../../app/text'

export const t = await defineText({
  en: () => import('./records.en'),
  fr: () => import('./records.fr'),
  ar: () => import('./records.ar'),
})
