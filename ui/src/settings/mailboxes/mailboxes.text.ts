import { defineText } from '../../app/text'

export const t = await defineText({
  en: () => import('./mailboxes.en'),
  fr: () => import('./mailboxes.fr'),
  ar: () => import('./mailboxes.ar'),
})
