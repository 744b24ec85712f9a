import { defineText } from '../app/text'

export const t = await defineText({
  en: () => import('./contacts.en'),
  fr: () => import('./contacts.fr'),
  ar: () => import('./contacts.ar'),
})
