import { defineText } from './text'

export const t = await defineText({
  en: () => import('./problems.en'),
  fr: () => import('./problems.fr'),
  ar: () => import('./problems.ar'),
})
