import { defineText } from '../app/text'

export const t = await defineText({
  en: () => import('./velocity.en'),
  fr: () => import('./velocity.fr'),
  ar: () => import('./velocity.ar'),
})
