import { defineText } from '../../app/text'

export const t = await defineText({
  en: () => import('./score.en'),
  fr: () => import('./score.fr'),
  ar: () => import('./score.ar'),
})
