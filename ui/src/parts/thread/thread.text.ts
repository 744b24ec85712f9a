import { defineText } from '../../app/text'

export const t = await defineText({
  en: () => import('./thread.en'),
  fr: () => import('./thread.fr'),
  ar: () => import('./thread.ar'),
})
