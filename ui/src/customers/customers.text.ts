import { defineText } from '../app/text'

export const t = await defineText({
  en: () => import('./customers.en'),
  fr: () => import('./customers.fr'),
  ar: () => import('./customers.ar'),
})
