import { defineText } from '../app/text'

export const t = await defineText({
  en: () => import('./approvals.en'),
  fr: () => import('./approvals.fr'),
  ar: () => import('./approvals.ar'),
})
