import { defineText } from '../app/text'

export const t = await defineText({
  en: () => import('./products.en'),
  fr: () => import('./products.fr'),
  ar: () => import('./products.ar'),
})
