import { defineText } from '../../app/text'

export const t = await defineText({
  en: () => import('./rates.en'),
  fr: () => import('./rates.fr'),
  ar: () => import('./rates.ar'),
})
