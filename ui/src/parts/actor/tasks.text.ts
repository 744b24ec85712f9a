import { defineText } from '../../app/text'

export const t = await defineText({
  en: () => import('./tasks.en'),
  fr: () => import('./tasks.fr'),
  ar: () => import('./tasks.ar'),
})
