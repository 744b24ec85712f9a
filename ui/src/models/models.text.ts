import { defineText } from '../app/text'

export const t = await defineText({
  en: () => import('./models.en'),
  fr: () => import('./models.fr'),
  ar: () => import('./models.ar'),
})
