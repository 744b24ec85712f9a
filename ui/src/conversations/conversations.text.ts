import { defineText } from '../app/text'

export const t = await defineText({
  en: () => import('./conversations.en'),
  fr: () => import('./conversations.fr'),
  ar: () => import('./conversations.ar'),
})
