import { defineText } from '../../app/text'

export const word = await defineText({
  en: () => import('./words.en'),
  fr: () => import('./words.fr'),
  ar: () => import('./words.ar'),
})
