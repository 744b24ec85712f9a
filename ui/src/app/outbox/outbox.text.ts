import { defineText } from '../text'

export const t = await defineText({
  en: () => import('./outbox.en'),
  fr: () => import('./outbox.fr'),
  ar: () => import('./outbox.ar'),
})
