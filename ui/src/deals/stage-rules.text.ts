import { defineText } from '../app/text'

export const t = await defineText({
  en: () => import('./stage-rules.en'),
  fr: () => import('./stage-rules.fr'),
  ar: () => import('./stage-rules.ar'),
})
