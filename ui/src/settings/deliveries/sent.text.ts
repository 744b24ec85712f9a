import { defineText } from '../../app/text'

export const t = await defineText({
  en: () => import('./sent.en'),
  fr: () => import('./sent.fr'),
  ar: () => import('./sent.ar'),
})
