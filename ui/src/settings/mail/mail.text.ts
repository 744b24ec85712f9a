import { defineText } from '../../app/text'

export const t = await defineText({
  en: () => import('./mail.en'),
  fr: () => import('./mail.fr'),
  ar: () => import('./mail.ar'),
})
