import { defineText } from '../app/text'

export const t = await defineText({
  en: () => import('./tickets.en'),
  fr: () => import('./tickets.fr'),
  ar: () => import('./tickets.ar'),
})
