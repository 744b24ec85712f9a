import { defineText } from '../../app/text'

export const t = await defineText({
  en: () => import('./invitees.en'),
  fr: () => import('./invitees.fr'),
  ar: () => import('./invitees.ar'),
})
