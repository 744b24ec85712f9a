import { defineText } from '../../app/text'

export const t = await defineText({
  en: () => import('./share.en'),
  fr: () => import('./share.fr'),
  ar: () => import('./share.ar'),
})
