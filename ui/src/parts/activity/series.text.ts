import { defineText } from '../../app/text'

export const t = await defineText({
  en: () => import('./series.en'),
  fr: () => import('./series.fr'),
  ar: () => import('./series.ar'),
})
