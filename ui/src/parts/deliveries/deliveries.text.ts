import { defineText } from '../../app/text'

export const t = await defineText({
  en: () => import('./deliveries.en'),
  fr: () => import('./deliveries.fr'),
  ar: () => import('./deliveries.ar'),
})
