import { defineText } from '../../app/text'

export const t = await defineText({
  en: () => import('./lines.en'),
  fr: () => import('./lines.fr'),
  ar: () => import('./lines.ar'),
})
