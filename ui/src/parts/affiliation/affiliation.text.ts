import { defineText } from '../../app/text'

export const t = await defineText({
  en: () => import('./affiliation.en'),
  fr: () => import('./affiliation.fr'),
  ar: () => import('./affiliation.ar'),
})
