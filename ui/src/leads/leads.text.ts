import { defineText } from '../app/text'

export const t = await defineText({
  en: () => import('./leads.en'),
  fr: () => import('./leads.fr'),
  ar: () => import('./leads.ar'),
})
