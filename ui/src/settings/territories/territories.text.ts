import { defineText } from '../../app/text'

export const t = await defineText({
  en: () => import('./territories.en'),
  fr: () => import('./territories.fr'),
  ar: () => import('./territories.ar'),
})
