import { defineText } from '../../app/text'

export const t = await defineText({
  en: () => import('./service-levels.en'),
  fr: () => import('./service-levels.fr'),
  ar: () => import('./service-levels.ar'),
})
