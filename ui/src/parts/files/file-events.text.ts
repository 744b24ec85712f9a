import { defineText } from '../../app/text'

export const t = await defineText({
  en: () => import('./file-events.en'),
  fr: () => import('./file-events.fr'),
  ar: () => import('./file-events.ar'),
})
