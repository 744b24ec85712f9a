import { defineText } from '../../app/text'

export const t = await defineText({
  en: () => import('./why.en'),
  fr: () => import('./why.fr'),
  ar: () => import('./why.ar'),
})
